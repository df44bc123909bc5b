package dev.fleetledger.kit.retry;

import java.time.Duration;

/** The pauses between attempts: each twice as long as the one before, up to the longest. Not thread-safe. */
public final class Backoff {
    private final Duration first;
    private final Duration longest;
    private Duration next;

    /**
     * Pauses that begin with the first.
     *
     * @param first longer than zero
     * @param longest not shorter than the first
     */
    public Backoff(Duration first, Duration longest) {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("pauses from " + first + " to " + longest);
        }
        this.first = first;
        this.longest = longest;
        next = first;
    }

    /** How long to wait before the next attempt. */
    public Duration next() {
        var pause = next;
        var twice = pause.multipliedBy(2);
        next = twice.compareTo(longest) < 0 ? twice : longest;
        return pause;
    }

    /** An attempt went well: the next pause is the first again. */
    public void reset() {
        next = first;
    }
}
