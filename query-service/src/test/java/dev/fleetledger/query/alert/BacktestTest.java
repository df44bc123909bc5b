package dev.fleetledger.query.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.alert.Backtest.WouldBe;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.time.Instant;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BacktestTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");

    @Test
    void tellsWhatWouldHaveBeen() {
        var test = new Backtest(rule(NoDataPolicy.KEEP));
        run(test, 400, 1, 50, 10, 95, 20, 75, 30, 60, 40, 99);
        assertThat(test.samples()).isEqualTo(5);
        assertThat(test.alerts())
                .containsExactly(
                        alert(AlertState.FIRING, 10, 30L, 95.0),
                        new WouldBe(SERVER, new TreeMap<>(), AlertState.FIRING, at(40), null, 99.0));
        assertThat(test.truncated()).isFalse();
    }

    @Test
    void silenceCountsBetweenSamplesAndAtTheEnd() {
        var test = new Backtest(rule(NoDataPolicy.FIRE));
        run(test, 2000, 1, 50, 500, 50, 501, 50);
        assertThat(test.alerts())
                .containsExactly(
                        alert(AlertState.NO_DATA, 301, 500L, null),
                        new WouldBe(SERVER, new TreeMap<>(), AlertState.NO_DATA, at(801), null, null));
    }

    @Test
    void tellsNoMoreThanSoMany() {
        var test = new Backtest(rule(NoDataPolicy.KEEP));
        var series = test.series(SERVER, new TreeMap<>());
        for (var i = 0; i < 2 * Backtest.MOST_ALERTS + 2; i++) {
            series.sample(i * 1000L, i % 2 == 0 ? 95 : 5);
        }
        series.end(3_000_000);
        assertThat(test.alerts()).hasSize(Backtest.MOST_ALERTS);
        assertThat(test.truncated()).isTrue();
    }

    private static void run(Backtest test, long end, double... samples) {
        var series = test.series(SERVER, new TreeMap<>());
        for (var i = 0; i < samples.length; i += 2) {
            series.sample((long) (samples[i] * 1000), samples[i + 1]);
        }
        series.end(end * 1000);
    }

    private static WouldBe alert(AlertState state, long from, long to, @Nullable Double value) {
        return new WouldBe(SERVER, new TreeMap<>(), state, at(from), at(to), value);
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private static ThresholdDetails rule(NoDataPolicy noData) {
        return new ThresholdDetails(
                null,
                null,
                null,
                new TreeMap<>(),
                "cpu",
                Comparison.GT,
                80,
                70.0,
                0,
                noData,
                300,
                Severity.WARNING,
                true);
    }
}
