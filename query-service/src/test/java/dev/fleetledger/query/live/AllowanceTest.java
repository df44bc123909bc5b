package dev.fleetledger.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private static final long START = -5;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Allowance allowance = new Allowance();

    @Test
    void soManyFramesMayComeInAMinuteAndAgainInTheNext() {
        for (var i = 0; i < Allowance.MOST_FRAMES; i++) {
            assertThat(allowance.takes(0, START + i)).isTrue();
        }
        assertThat(allowance.takes(0, START + MINUTE)).isFalse();
        assertThat(allowance.takes(0, START + MINUTE + 1)).isTrue();
    }

    @Test
    void soManyBytesMayComeInAMinute() {
        assertThat(allowance.takes(Allowance.MOST_BYTES, START)).isTrue();
        assertThat(allowance.takes(1, START)).isFalse();
    }

    @Test
    void oneFrameOfMoreIsTooMuch() {
        assertThat(allowance.takes(Allowance.MOST_BYTES + 1, START)).isFalse();
    }
}
