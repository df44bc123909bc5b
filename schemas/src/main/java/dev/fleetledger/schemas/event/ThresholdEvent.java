package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Facts about thresholds. */
public sealed interface ThresholdEvent extends FleetEvent {

    /** The threshold's identity, never used again. */
    UUID thresholdId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.THRESHOLD, thresholdId().toString());
    }

    /** Something is watched from now on, unless it is not enabled. */
    @EventType("threshold.created")
    record ThresholdCreated(UUID thresholdId, ThresholdDetails details) implements ThresholdEvent {}

    /**
     * What is watched changed; everything begins anew.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("threshold.updated")
    record ThresholdUpdated(UUID thresholdId, ThresholdDetails details) implements ThresholdEvent {}

    /** It is watched no more. */
    @EventType("threshold.deleted")
    record ThresholdDeleted(UUID thresholdId) implements ThresholdEvent {}
}
