package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.time.Instant;

/** Facts about the ledger itself. */
public sealed interface LedgerEvent extends FleetEvent {
    /** What the clocks of those that write it have as their history. */
    AggregateRef CLOCK = new AggregateRef(AggregateType.LEDGER, "clock");

    /**
     * An operator stands for the clock of who writes the ledger; the last one counts.
     *
     * @param at what it said then
     * @param until up to what time it is believed
     */
    @EventType("ledger.clock_confirmed")
    record ClockConfirmed(Instant at, Instant until) implements LedgerEvent {
        @Override
        public AggregateRef aggregate() {
            return CLOCK;
        }
    }
}
