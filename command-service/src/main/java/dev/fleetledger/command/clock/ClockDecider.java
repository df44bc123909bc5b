package dev.fleetledger.command.clock;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.LedgerEvent;
import dev.fleetledger.schemas.event.LedgerEvent.ClockConfirmed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Decides whether the clock is believed. */
final class ClockDecider {
    /** Whoever names a time beyond has another time in mind than the clock: that is what shows a clock that is wrong. */
    static final Duration LONGEST = Duration.ofDays(366);

    private ClockDecider() {}

    static Decision confirm(ConfirmClock command, FleetState state, Instant now) {
        var until = command.until();
        if (until.isBefore(now) || until.isAfter(now.plus(LONGEST))) {
            return Decision.refuse(new Rejection.Invalid(List.of(FieldError.invalid(
                    "confirmed_until",
                    "must lie within 366 days after this machine's time, which is " + now,
                    until.toString(),
                    "a time to come"))));
        }
        var confirmed = new ClockConfirmed(now, until.truncatedTo(ChronoUnit.MILLIS));
        var believed = state.clock();
        return believed != null && believed.confirmedUntil().equals(confirmed.until())
                ? Decision.unchanged(LedgerEvent.CLOCK)
                : Decision.accept(confirmed);
    }
}
