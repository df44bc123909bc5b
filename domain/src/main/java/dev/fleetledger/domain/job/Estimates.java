package dev.fleetledger.domain.job;

import dev.fleetledger.schemas.job.JobKind;
import org.jspecify.annotations.Nullable;

/** How long jobs may take, in words. */
public final class Estimates {
    private static final int MINUTE = 60;

    private Estimates() {}

    /**
     * In words: what such jobs took before, else what is usual.
     *
     * @param seconds that such jobs took, null if there were none
     */
    public static String words(JobKind kind, @Nullable Integer seconds) {
        if (seconds == null) {
            return switch (kind) {
                case COMMISSION -> "10-15 minutes";
                case DEPLOY -> "15-20 minutes";
                case RELEASE -> "5-10 minutes";
                case POWER -> "1-2 minutes";
            };
        }
        if (seconds < 2 * MINUTE) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        var minutes = seconds / MINUTE;
        return minutes + "-" + (minutes + Math.max(1, minutes / 4)) + " minutes";
    }
}
