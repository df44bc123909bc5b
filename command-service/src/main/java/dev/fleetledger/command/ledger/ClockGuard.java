package dev.fleetledger.command.ledger;

import dev.fleetledger.domain.ledger.ConfirmedClock;
import dev.fleetledger.kit.ClockSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether this machine's clock can be believed. An event that is dated wrongly stands in the ledger for good, and no later
 * one is dated before it. The witnesses are time that passes evenly since the clock was last believed, the clock of Kafka's
 * controller, and the last event; an operator's word is above them all.
 */
final class ClockGuard {
    /** A ledger may have rested for so long; who finds it older than that is likelier to be wrong about the year. */
    static final Duration MOST_REST = Duration.ofDays(366);

    private static final String WHAT_FOLLOWS =
            "; nothing is written until it is set right, or confirmed with POST /api/v1/ledger/clock";

    private final InstantSource clock;
    private final LongSupplier elapsed;
    private final ClockSettings settings;
    private volatile Anchor anchor;

    /**
     * It was that time when so many nanoseconds had passed.
     *
     * @param first when the clock was first believed, since a start or what another machine said
     */
    private record Anchor(Instant time, long at, Instant first) {
        static Anchor at(Instant time, long nanos) {
            return new Anchor(time, nanos, time);
        }
    }

    /**
     * Believes the clock as it is now.
     *
     * @param elapsed nanoseconds that pass evenly
     */
    ClockGuard(InstantSource clock, LongSupplier elapsed, ClockSettings settings) {
        this.clock = clock;
        this.elapsed = elapsed;
        this.settings = settings;
        anchor = Anchor.at(clock.instant(), elapsed.getAsLong());
    }

    /** Another machine says that it is that time now. */
    void witness(Instant time) {
        anchor = Anchor.at(time, elapsed.getAsLong());
    }

    /** The time, to the millisecond. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Why nothing may be dated by the clock now, if so: one sentence.
     *
     * @param last the time of the last event, EPOCH if there is none
     * @param word an operator's, if there is one
     */
    Optional<String> problem(Instant last, @Nullable ConfirmedClock word) {
        var now = now();
        if (word != null && isConfirmed(now, word)) {
            return Optional.empty();
        }
        var from = anchor;
        var nanos = elapsed.getAsLong();
        var expected = from.time().plusNanos(nanos - from.at()).truncatedTo(ChronoUnit.MILLIS);
        if (Duration.between(expected, now).abs().compareTo(settings.bound()) > 0) {
            return Optional.of("This machine's clock says " + now + ", but it should be " + expected + WHAT_FOLLOWS);
        }
        if (!last.equals(Instant.EPOCH) && from.first().isAfter(last.plus(MOST_REST))) {
            return Optional.of("This machine's clock says " + now
                    + ", more than a year after the ledger's last event of " + last + WHAT_FOLLOWS);
        }
        // Believed anew: nanoseconds do not pass while a machine sleeps, which must not add up.
        anchor = new Anchor(now, nanos, from.first());
        return Optional.empty();
    }

    /** It says nothing of a clock that fell back since. */
    private boolean isConfirmed(Instant now, ConfirmedClock word) {
        return !now.isBefore(word.clock().minus(settings.bound())) && !now.isAfter(word.confirmedUntil());
    }

    /** Whether events were dated by a clock that was ahead: what is decided now must not be decided by their time. */
    boolean isAhead(Instant last) {
        return last.isAfter(now().plus(settings.bound()));
    }
}
