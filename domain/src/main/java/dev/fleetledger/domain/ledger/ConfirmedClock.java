package dev.fleetledger.domain.ledger;

import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.LedgerEvent;
import dev.fleetledger.schemas.event.LedgerEvent.ClockConfirmed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator last said of the clock by which the ledger's events are dated.
 *
 * @param clock what it said then
 * @param confirmedUntil up to what time it is believed
 */
public record ConfirmedClock(Instant clock, Instant confirmedUntil) implements Aggregate {

    /** The clock after an event. */
    public static ConfirmedClock evolve(@Nullable ConfirmedClock before, LedgerEvent event, EventMetadata metadata) {
        return switch (event) {
            case ClockConfirmed confirmed -> new ConfirmedClock(confirmed.at(), confirmed.until());
        };
    }

    @Override
    public AggregateRef ref() {
        return LedgerEvent.CLOCK;
    }
}
