package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new SplittableRandom(7));

    @Test
    void eachWaitIsHalfToAllOfTwiceTheOneBeforeUpToTheMost() {
        for (var whole : new long[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(whole * 500), Duration.ofSeconds(whole));
        }
    }

    @Test
    void aHundredFailuresInARowAreNoMoreThanTheMost() {
        for (var i = 0; i < 100; i++) {
            assertThat(backoff.next()).isPositive().isLessThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void theWaitsOfAgentsThatFailedTogetherDiffer() {
        var waits = new HashSet<Duration>();
        for (var i = 0; i < 20; i++) {
            backoff.reset();
            waits.add(backoff.next());
        }
        assertThat(waits).hasSizeGreaterThan(10);
    }
}
