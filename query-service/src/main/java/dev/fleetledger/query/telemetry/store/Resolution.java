package dev.fleetledger.query.telemetry.store;

import java.time.Duration;

/** The forms in which samples are stored. */
enum Resolution {
    SAMPLES("telemetry_samples", "hour", 1, Duration.ofDays(1)),
    MINUTES("telemetry_minutes", "hour", 60_000, Duration.ofDays(10)),
    HOURS("telemetry_hours", "day", 3_600_000, Duration.ofDays(500));

    private final String table;
    private final String column;
    private final long step;
    private final Duration readAtOnce;

    Resolution(String table, String column, long step, Duration readAtOnce) {
        this.table = table;
        this.column = column;
        this.step = step;
        this.readAtOnce = readAtOnce;
    }

    String table() {
        return table;
    }

    /** The one that says which hour or day a row is of. */
    String column() {
        return column;
    }

    /** The milliseconds that one of its points stands for. */
    long step() {
        return step;
    }

    /** How many milliseconds are read at once, so that a long time takes no more memory than a short one. */
    long readAtOnce() {
        return readAtOnce.toMillis();
    }

    /** The coarsest that steps of so many milliseconds can be made of. */
    static Resolution of(long step) {
        return step % HOURS.step == 0 ? HOURS : step % MINUTES.step == 0 ? MINUTES : SAMPLES;
    }
}
