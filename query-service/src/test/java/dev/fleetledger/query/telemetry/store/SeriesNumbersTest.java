package dev.fleetledger.query.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class SeriesNumbersTest {
    private static final UUID SERVER = UUID.randomUUID();

    private final Jdbi database = TestTables.create();
    private final SeriesDao series = new SeriesDao(database);

    @Test
    void aSeriesStaysThoughItsBatchIsRolledBack() {
        var numbers = new SeriesNumbers(database);
        var one = incoming(SERVER, "load", Map.of("core", "1"));
        assertThatThrownBy(() -> database.useTransaction(handle -> {
                    handle.execute("select 1");
                    numbers.of(List.of(one));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(series.find(number(numbers, one))).hasValueSatisfying(found -> {
            assertThat(found.name()).isEqualTo("load");
            assertThat(found.labels()).isEqualTo(Map.of("core", "1"));
        });
    }

    @Test
    void everySeriesHasOneNumberWhoeverAsks() {
        var all = new ArrayList<Received>();
        for (var server : List.of(SERVER, UUID.randomUUID())) {
            all.add(incoming(server, "load", Map.of()));
            all.add(incoming(server, "load", Map.of("core", "1")));
            all.add(incoming(server, "load", Map.of("core", "1", "host", "é\"\\")));
            all.add(incoming(server, "loadcore", Map.of()));
            all.add(incoming(server, "long", Map.of("label", "x".repeat(5000))));
        }
        var first = new SeriesNumbers(database);
        var found = all.stream().map(one -> number(first, one)).toList();
        assertThat(found).doesNotHaveDuplicates();
        var second = new SeriesNumbers(database);
        assertThat(second.of(all)).hasSize(all.size());
        assertThat(all.stream().map(one -> number(second, one)).toList()).isEqualTo(found);
    }

    private static long number(SeriesNumbers numbers, Received one) {
        return numbers.of(List.of(one))[0].number();
    }

    private static Received incoming(UUID server, String name, Map<String, String> labels) {
        var samples = new SeriesSamples(name, new TreeMap<>(labels), new long[1], new double[1]);
        var codec = AvroCodec.of(SampleBatch.class);
        return BatchScanner.read(server, codec.encode(SampleBatch.of(List.of(samples))), codec.header().length);
    }
}
