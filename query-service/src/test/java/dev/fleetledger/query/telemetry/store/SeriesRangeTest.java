package dev.fleetledger.query.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SeriesRangeTest {

    @Test
    void eachPartHasAsManySamplesAsAllowedOrOneSeriesAndNoNumberIsMissing() {
        var samples = new TreeMap<>(Map.of(3L, 10L, 4L, 10L, 9L, 1L, 12L, 50L, 20L, 19L, 21L, 1L));
        assertThat(SeriesRange.cut(samples, 20))
                .containsExactly(
                        new SeriesRange(0, 8),
                        new SeriesRange(9, 11),
                        new SeriesRange(12, 19),
                        new SeriesRange(20, Long.MAX_VALUE));
        assertThat(SeriesRange.cut(samples, 1_000)).containsExactly(SeriesRange.ALL);
        assertThat(SeriesRange.cut(new TreeMap<>(), 20)).containsExactly(SeriesRange.ALL);
    }
}
