package dev.fleetledger.kit.http.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.failure.ProblemException;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CsvReaderTest {

    private record Thing(
            @NotNull String name,
            @Nullable @Max(9) Integer size,
            @Nullable Boolean isOld,
            @Nullable LocalDate since,
            @Nullable UUID owner,
            @Nullable Map<String, Object> notes) {}

    @Test
    void cellsAreWhatTheirColumnsSay() {
        var table = """
                \uFEFFname,size,is_old,since,owner,notes.colour\r
                "a, ""b""\r
                c", 3 ,true,2024-01-15,550e8400-e29b-41d4-a716-446655440000,red\r
                \r
                second,,,,,\r
                """;
        var rows = read(table);
        assertThat(rows).extracting(CsvRow::number).containsExactly(1, 2);
        assertThat(rows.getFirst().read())
                .isEqualTo(new Thing(
                        "a, \"b\"\r\nc",
                        3,
                        true,
                        LocalDate.parse("2024-01-15"),
                        UUID.fromString("550e8400-e29b-41d4-a716-446655440000"),
                        Map.of("colour", "red")));
        assertThat(rows.getLast().read()).isEqualTo(new Thing("second", null, null, null, null, null));
        assertThat(rows.getLast().change().sent()).containsExactly("name");
        assertThat(rows.getFirst().change().sent()).hasSize(6).contains("notes", "isOld");
    }

    @Test
    void semicolonsMayPartTheCells() {
        var rows = read("\uFEFFname;size;notes.colour\r\n\"a;b\";3;red, green\r\n");
        assertThat(rows.getFirst().read())
                .isEqualTo(new Thing("a;b", 3, null, null, null, Map.of("colour", "red, green")));
        assertThat(read("name,size\na;b,3\n").getFirst().read()).isEqualTo(new Thing("a;b", 3, null, null, null, null));
    }

    @Test
    void rowsOfNothingAreNone() {
        assertThat(read("name,size\nx,1\n,\n,,,,\n  ,\ny,2\n,\n"))
                .extracting(CsvRow::number)
                .containsExactly(1, 5);
    }

    @Test
    void columnsOfNothingBesideATableAreNone() {
        var rows = read("name,size,,\r\nx,1,,\r\n,,,\r\ny,2,,\r\n");
        assertThat(rows).extracting(CsvRow::number).containsExactly(1, 3);
        assertThat(rows.getFirst().read()).isEqualTo(new Thing("x", 1, null, null, null, null));
        assertThat(rows.getLast().read()).isEqualTo(new Thing("y", 2, null, null, null, null));
        assertThat(read("name;size;\nx;1;\n").getFirst().read()).isEqualTo(new Thing("x", 1, null, null, null, null));
        assertThat(errors(read("name,size,\nx,1,lost\n").getFirst()))
                .extracting(FieldError::message)
                .containsExactly("has 3 cells under 2 columns");
        assertThat(errors(read("name,size,\nx,1,,\n").getFirst()))
                .extracting(FieldError::message)
                .containsExactly("has 4 cells under 2 columns");
    }

    @Test
    void aRowNamesAllThatIsWrongWithIt() {
        assertThat(errors(read("name,size,is_old\n,12,perhaps\n").getFirst()))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("name", "size", "is_old");
        assertThat(errors(read("name,size\nx\n").getFirst()))
                .extracting(FieldError::message)
                .containsExactly("has 1 cells under 2 columns");
        assertThat(errors(read("name,size\nx,1,2\n").getFirst()))
                .extracting(FieldError::message)
                .containsExactly("has 3 cells under 2 columns");
    }

    @Test
    void aColumnThatNobodyKnowsIsRefused() {
        assertThatThrownBy(() -> read("name,sise,notes\nx,1,y\n"))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedException.class))
                .extracting(RejectedException::rejection)
                .asInstanceOf(InstanceOfAssertFactories.type(Rejection.Invalid.class))
                .satisfies(invalid -> assertThat(invalid.errors())
                        .extracting(FieldError::field)
                        .containsExactly("sise", "notes"));
    }

    static List<Arguments> noTables() {
        return List.of(
                Arguments.of("", "no columns"),
                Arguments.of("Name\n", "'Name' is none"),
                Arguments.of(",\n", "'' is none"),
                Arguments.of("name,,size\nx,,1\n", "'' is none"),
                Arguments.of("name,name\nx,y\n", "twice"),
                Arguments.of("name\n\"x\n", "Malformed CSV"));
    }

    @ParameterizedTest
    @MethodSource("noTables")
    void whatIsNoTableIsRefused(String table, String message) {
        assertThatThrownBy(() -> read(table))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining(message);
    }

    @Test
    void tablesAreBounded() {
        assertThat(read("name\n" + "x\n".repeat(Csv.MOST_ROWS))).hasSize(Csv.MOST_ROWS);
        assertThatThrownBy(() -> read("name\n" + "x\n".repeat(Csv.MOST_ROWS + 1)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("more than 1000 rows");
    }

    @Test
    void onlyUtf8IsRead() {
        assertThatThrownBy(() -> new CsvReader().read("name\nä\n".getBytes(StandardCharsets.ISO_8859_1), Thing.class))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("UTF-8");
    }

    private static List<CsvRow<Thing>> read(String table) {
        return new CsvReader().read(table.getBytes(StandardCharsets.UTF_8), Thing.class);
    }

    private static List<FieldError> errors(CsvRow<Thing> row) {
        try {
            row.read();
        } catch (RejectedException e) {
            return ((Rejection.Invalid) e.rejection()).errors();
        }
        return List.of();
    }
}
