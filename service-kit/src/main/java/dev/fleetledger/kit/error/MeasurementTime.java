package dev.fleetledger.kit.error;

import java.time.Duration;
import java.time.Instant;

/** What may be said of when something was measured: the sender's clock may be off, but not by any amount. */
public final class MeasurementTime {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private MeasurementTime() {}

    /**
     * Takes a time of measurement that can be.
     *
     * @throws RejectedException if it is more than 5 minutes in the future, or before 1970
     */
    public static void require(Instant timestamp, Instant now) {
        if (timestamp.isAfter(now.plus(CLOCK_SKEW)) || timestamp.isBefore(Instant.EPOCH)) {
            throw new RejectedException(new Rejection.Invalid(FieldError.invalid(
                    "timestamp",
                    "may not be more than 5 minutes in the future, nor before 1970",
                    timestamp.toString(),
                    "a time until " + now.plus(CLOCK_SKEW))));
        }
    }
}
