package dev.fleetledger.ingest.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.ingest.batch.Label;
import dev.fleetledger.ingest.batch.Series;
import dev.fleetledger.ingest.batch.SeriesNames;
import dev.fleetledger.ingest.heartbeat.ServerName;
import dev.fleetledger.ingest.testing.RunningIntake;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesMemoryTest {
    private final SeriesNames names = new SeriesNames(RunningIntake.defaults());
    private final SeriesMemory memory = new SeriesMemory();

    @Test
    void itFindsWhatItKeptWhereverItStandsAndNothingElse() {
        var series = series("m");
        var labels = "0123456789abcdef".getBytes(UTF_8);
        memory.keep(labels, 3, 14, series);

        assertThat(memory.find(labels, 3, 14)).isSameAs(series);
        assertThat(memory.find("3456789abcd".getBytes(UTF_8), 0, 11)).isSameAs(series);
        assertThat(memory.find(labels, 3, 13)).isNull();
        assertThat(memory.find(labels, 2, 14)).isNull();
        assertThat(memory.find("3456789abce".getBytes(UTF_8), 0, 11)).isNull();
    }

    @Test
    void itForgetsSomeOfVeryManyAndConfusesNone() {
        var last = 300_000;
        var all = new Series[last];
        for (var i = 0; i < last; i++) {
            var labels = ("labels " + i).getBytes(UTF_8);
            all[i] = series("m" + i);
            memory.keep(labels, 0, labels.length, all[i]);
        }
        var found = 0;
        for (var i = 0; i < last; i++) {
            var labels = ("labels " + i).getBytes(UTF_8);
            var series = memory.find(labels, 0, labels.length);
            if (series != null) {
                found++;
                assertThat(series).isSameAs(all[i]);
            }
        }
        assertThat(found).isBetween(100_000, 1 << 17);
    }

    private Series series(String name) {
        return (Series) names.of(ServerName.host("server"), "instance", name, List.of(new Label("a", "b")));
    }
}
