package dev.fleetledger.drill;

import java.time.Duration;

/**
 * How long a fleet may be without service for a fault.
 *
 * @param commands between two answers that came of a commit, beside the time that is {@linkplain Trial#excused excused}
 * @param reads between two that show what was acknowledged before they were asked for
 */
record Bounds(Duration commands, Duration reads) {
    static Bounds ofSeconds(long commands, long reads) {
        return new Bounds(Duration.ofSeconds(commands), Duration.ofSeconds(reads));
    }
}
