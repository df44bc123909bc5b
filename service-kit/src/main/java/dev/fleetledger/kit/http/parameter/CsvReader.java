package dev.fleetledger.kit.http.parameter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.binding.Binder;
import dev.fleetledger.kit.http.contract.Headers;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads tables. */
final class CsvReader {
    private static final int MOST_COLUMNS = 100;
    private static final Pattern COLUMN = Pattern.compile("[a-z][a-z0-9_]{0,63}(\\.[^.]{1,64})?");
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY, CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
            .build();

    private final Binder binder = new Binder(Json.texts());

    <T extends Record> List<CsvRow<T>> read(byte[] bytes, Class<T> type) {
        var lines = lines(text(bytes));
        if (lines.isEmpty()) {
            throw malformed("The table has no columns");
        }
        var header = lines.getFirst();
        var columns = columns(named(header));
        requireKnown(columns, type);
        if (lines.size() - 1 > Csv.MOST_ROWS) {
            throw malformed("The table has more than " + Csv.MOST_ROWS + " rows");
        }
        var rows = new ArrayList<CsvRow<T>>();
        for (var number = 1; number < lines.size(); number++) {
            // Spreadsheets write rows of nothing below a table.
            if (!Stream.of(lines.get(number)).allMatch(String::isEmpty)) {
                rows.add(row(number, columns, header.length, lines.get(number), type));
            }
        }
        return List.copyOf(rows);
    }

    private static List<String[]> lines(String text) {
        try (var lines = MAPPER.readerFor(String[].class).with(form(text)).<String[]>readValues(text)) {
            return lines.readAll();
        } catch (JsonProcessingException e) {
            throw malformed("Malformed CSV at line " + e.getLocation().getLineNr());
        } catch (IOException e) {
            throw malformed("Malformed CSV");
        }
    }

    /** Where the comma stands in decimals, spreadsheets part cells by semicolons; no column's name has either. */
    private static CsvSchema form(String text) {
        var names = text.lines().findFirst().orElse("");
        var separator = names.contains(";") && !names.contains(",") ? ';' : ',';
        return CsvSchema.emptySchema().withColumnSeparator(separator);
    }

    private static String text(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw malformed("The table is not in UTF-8");
        }
    }

    /** Spreadsheets write columns of nothing beside a table: without those at the end that have no name. */
    private static String[] named(String[] header) {
        var names = header.length;
        while (names > 1 && header[names - 1].isEmpty()) {
            names--;
        }
        return Arrays.copyOf(header, names);
    }

    private static List<String> columns(String[] names) {
        var seen = new HashSet<String>();
        for (var name : names) {
            if (!COLUMN.matcher(name).matches() || names.length > MOST_COLUMNS) {
                throw malformed("The first line does not name columns: '" + Headers.excerpt(name) + "' is none");
            }
            if (!seen.add(name)) {
                throw malformed("The column '" + name + "' is there twice");
            }
        }
        return List.of(names);
    }

    /** A column that nobody knows is a mistake that would lose its cells. */
    private static void requireKnown(List<String> columns, Class<?> type) {
        var known = Csv.columns(type);
        var errors = columns.stream()
                .filter(column -> !known.contains(column.replaceFirst("(?<=\\.).*", "")))
                .map(column -> new FieldError(
                        "body",
                        List.of(column),
                        "there is no such column",
                        "value_error.column",
                        null,
                        "one of: " + String.join(", ", known)))
                .toList();
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
    }

    private <T extends Record> CsvRow<T> row(
            int number, List<String> columns, int width, String[] line, Class<T> type) {
        var cells = Json.texts().createObjectNode();
        for (var i = 0; i < Math.min(columns.size(), line.length); i++) {
            if (!line[i].isEmpty()) {
                put(cells, columns.get(i), line[i]);
            }
        }
        return new CsvRow<>(number, cells, fault(columns.size(), width, line), type, binder);
    }

    private static void put(ObjectNode cells, String column, String cell) {
        var dot = column.indexOf('.');
        if (dot < 0) {
            cells.put(column, cell);
        } else {
            cells.withObjectProperty(column.substring(0, dot)).put(column.substring(dot + 1), cell);
        }
    }

    private static @Nullable String fault(int columns, int width, String[] line) {
        var fits = line.length == columns
                || (line.length == width && Stream.of(line).skip(columns).allMatch(String::isEmpty));
        return fits ? null : "has " + line.length + " cells under " + columns + " columns";
    }

    private static ProblemException malformed(String message) {
        return new ProblemException(Problem.malformed(message));
    }
}
