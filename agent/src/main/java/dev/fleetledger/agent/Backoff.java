package dev.fleetledger.agent;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after each failure in a row: doubled each time up to a most, then a random half taken off at most, so
 * that a fleet's agents do not come back all at once.
 */
final class Backoff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration most, RandomGenerator random) {
        this.first = first;
        this.most = most;
        this.random = random;
    }

    /** The wait after one more failure. */
    Duration next() {
        // Past 30 doublings any first wait of a second is beyond any sensible most.
        var doublings = Math.min(failures++, 30);
        var whole = Math.min(first.toMillis() << doublings, most.toMillis());
        return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
    }

    void reset() {
        failures = 0;
    }
}
