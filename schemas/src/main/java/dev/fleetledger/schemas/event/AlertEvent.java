package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Observation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts about alerts. There is at most one open alert for each rule and target. */
public sealed interface AlertEvent extends FleetEvent {

    /** The alert's identity, never used again. */
    UUID alertId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.ALERT, alertId().toString());
    }

    /**
     * Something is wrong.
     *
     * @param observation by which that is known
     * @param message for people
     * @param silencedBy the silence by which nobody was told, if one was in force
     */
    @EventType("alert.triggered")
    record AlertTriggered(
            UUID alertId,
            Observation observation,
            String message,
            @Nullable UUID silencedBy) implements AlertEvent {}

    /**
     * The target of an open alert stands otherwise to its rule.
     *
     * @param number of the observation
     * @param at when, by the clock of what was measured
     * @param value observed then, or null if it was silence
     */
    @EventType("alert.changed")
    record AlertChanged(
            UUID alertId,
            long number,
            AlertState state,
            Instant at,
            @Nullable Double value) implements AlertEvent {}

    /** No silence keeps people from being told of it any more; they are told now. */
    @EventType("alert.unsilenced")
    record AlertUnsilenced(UUID alertId) implements AlertEvent {}

    /** Somebody knows of it and looks after it. */
    @EventType("alert.acknowledged")
    record AlertAcknowledged(UUID alertId) implements AlertEvent {}

    /**
     * It is over.
     *
     * @param number of the observation that says so, or null if it was none
     * @param value observed then, if it was an observation
     */
    @EventType("alert.resolved")
    record AlertResolved(
            UUID alertId,
            AlertEnd cause,
            @Nullable Long number,
            @Nullable Double value) implements AlertEvent {}
}
