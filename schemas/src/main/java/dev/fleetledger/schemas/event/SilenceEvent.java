package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Facts about silences. They keep people from being told, never the ledger from knowing. */
public sealed interface SilenceEvent extends FleetEvent {

    /** The silence's identity, never used again. */
    UUID silenceId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.SILENCE, silenceId().toString());
    }

    /** Nobody is told of these alerts until it expires or ends. Whose it is, its actor says. */
    @EventType("silence.created")
    record SilenceCreated(UUID silenceId, SilenceDetails details) implements SilenceEvent {}

    /** It ended before it expired. */
    @EventType("silence.ended")
    record SilenceEnded(UUID silenceId) implements SilenceEvent {}
}
