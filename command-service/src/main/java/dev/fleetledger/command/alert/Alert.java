package dev.fleetledger.command.alert;

import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert as the deciders know it.
 *
 * @param observation by which it was opened
 * @param state how its target stands to its rule
 * @param value as of the latest change of state
 * @param acknowledged by whom, since when; null if by nobody
 * @param resolved why, by whom, when; null while it goes on
 */
public record Alert(
        UUID id,
        Observation observation,
        String message,
        @Nullable UUID silencedBy,
        Instant triggeredAt,
        AlertState state,
        @Nullable Double value,
        @Nullable Acknowledged acknowledged,
        @Nullable Resolved resolved) {

    /** That somebody looks after it. */
    public record Acknowledged(Instant at, String by) {}

    /** That it is over. */
    public record Resolved(Instant at, String by, AlertEnd cause) {}

    static Alert of(AlertTriggered triggered, Instant now) {
        var observation = triggered.observation();
        return new Alert(
                triggered.alertId(),
                observation,
                triggered.message(),
                triggered.silencedBy(),
                now,
                observation.state(),
                observation.value(),
                null,
                null);
    }

    Alert with(AlertChanged changed) {
        return with(changed.state(), changed.value(), acknowledged, resolved);
    }

    Alert unsilenced() {
        return new Alert(id, observation, message, null, triggeredAt, state, value, acknowledged, resolved);
    }

    /** As it was when it was triggered. */
    public Alert asTriggered() {
        return new Alert(
                id,
                observation,
                message,
                silencedBy,
                triggeredAt,
                observation.state(),
                observation.value(),
                null,
                null);
    }

    Alert with(Acknowledged by) {
        return with(state, value, by, resolved);
    }

    Alert with(AlertResolved over, Instant now, String actor) {
        var end = new Resolved(now, actor, over.cause());
        return over.cause() == AlertEnd.RECOVERED
                ? with(AlertState.OK, over.value(), acknowledged, end)
                : with(state, value, acknowledged, end);
    }

    private Alert with(
            AlertState newState, @Nullable Double newValue, @Nullable Acknowledged by, @Nullable Resolved end) {
        return new Alert(id, observation, message, silencedBy, triggeredAt, newState, newValue, by, end);
    }
}
