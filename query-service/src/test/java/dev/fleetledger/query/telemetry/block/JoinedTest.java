package dev.fleetledger.query.telemetry.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedTest {

    @Test
    void aTimeCountsOnceAsItCameLast() {
        var joined = Joined.bySeries(List.of(
                Points.samples(2, new long[] {30, 10, 20}, new double[] {3, 1, 2}),
                Points.samples(1, new long[] {10}, new double[] {7}),
                Points.samples(2, new long[] {20, 40, 40}, new double[] {22, 4, 44})));
        assertThat(joined).extracting(Points::series).containsExactly(1L, 2L);
        assertThat(joined.getLast().times()).containsExactly(10, 20, 30, 40);
        assertThat(joined.getLast().values()).containsExactly(1, 22, 3, 44);
    }

    @Test
    void sumsByTheMinuteLeaveOutWhatIsNoNumber() {
        var samples = Points.samples(
                9, new long[] {-1, 0, 30_000, 59_999, 60_000, 120_000}, new double[] {8, 3, 1, Double.NaN, 5, Double.NaN
                });
        var minutes = Rollup.of(samples, 60_000);
        assertThat(minutes.times()).containsExactly(-60_000, 0, 60_000);
        assertThat(minutes.columns()[Rollup.COUNT]).containsExactly(1, 2, 1);
        assertThat(minutes.columns()[Rollup.MIN]).containsExactly(8, 1, 5);
        assertThat(minutes.columns()[Rollup.MAX]).containsExactly(8, 3, 5);
        assertThat(minutes.columns()[Rollup.SUM]).containsExactly(8, 4, 5);
        assertThat(minutes.columns()[Rollup.LAST]).containsExactly(8, 1, 5);

        var hours = Rollup.coarser(minutes, 3_600_000);
        assertThat(hours.times()).containsExactly(-3_600_000, 0);
        assertThat(hours.columns()[Rollup.SUM]).containsExactly(8, 9);
        assertThat(hours.columns()[Rollup.LAST]).containsExactly(8, 5);
    }
}
