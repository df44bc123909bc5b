package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.EventMetadata;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert: that a target crossed a rule, and what became of it.
 *
 * @param rule the threshold's uuid, or the name of a rule of the platform's own
 * @param target a server or a node
 * @param labels what else tells the target apart
 * @param silencedBy the silence by which nobody was told
 * @param triggeredAt when the ledger had it
 * @param observedAt when it began, by the clock of what was measured
 * @param first how its target stood when it was triggered; null if it was read from the history, which does not keep it
 * @param latest how its target stands
 * @param acknowledged by whom, since when; null if by nobody
 * @param resolved why, by whom, when; null while it goes on
 */
@JsonSerialize(converter = StoredAlerts.Shown.class)
@JsonDeserialize(converter = StoredAlerts.Read.class)
public record Alert(
        UUID id,
        String rule,
        AggregateRef target,
        SortedMap<String, String> labels,
        AlertCondition condition,
        String message,
        @Nullable UUID silencedBy,
        Instant triggeredAt,
        Instant observedAt,
        @Nullable Reading first,
        Reading latest,
        @Nullable Acknowledged acknowledged,
        @Nullable Resolved resolved)
        implements Aggregate {

    /**
     * How a target stands to a rule.
     *
     * @param value by which that is known; null if by silence
     */
    public record Reading(AlertState state, @Nullable Double value) {}

    /** That somebody looks after it. */
    public record Acknowledged(Instant at, String by) {}

    /** That it is over. */
    public record Resolved(Instant at, String by, AlertEnd cause) {}

    /** The alert after an event. */
    public static Alert evolve(@Nullable Alert before, AlertEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case AlertTriggered triggered -> of(triggered, now);
            case AlertChanged changed -> Aggregate.known(before).with(new Reading(changed.state(), changed.value()));
            case AlertUnsilenced ignored -> Aggregate.known(before).unsilenced();
            case AlertAcknowledged ignored -> Aggregate.known(before).with(new Acknowledged(now, metadata.actor()));
            case AlertResolved over -> Aggregate.known(before).with(over, now, metadata.actor());
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.ALERT, id.toString());
    }

    /** The alert as it was when it was triggered; throws NullPointerException if it was read from the history. */
    public Alert asTriggered() {
        return with(silencedBy, Objects.requireNonNull(first), null, null);
    }

    private static Alert of(AlertTriggered triggered, Instant now) {
        var observation = triggered.observation();
        var reading = new Reading(observation.state(), observation.value());
        return new Alert(
                triggered.alertId(),
                observation.rule(),
                observation.target(),
                observation.labels(),
                observation.condition(),
                triggered.message(),
                triggered.silencedBy(),
                now,
                observation.at(),
                reading,
                reading,
                null,
                null);
    }

    private Alert with(Reading reading) {
        return with(silencedBy, reading, acknowledged, resolved);
    }

    private Alert with(Acknowledged by) {
        return with(silencedBy, latest, by, resolved);
    }

    private Alert with(AlertResolved over, Instant now, String actor) {
        var reading = over.cause() == AlertEnd.RECOVERED ? new Reading(AlertState.OK, over.value()) : latest;
        return with(silencedBy, reading, acknowledged, new Resolved(now, actor, over.cause()));
    }

    private Alert unsilenced() {
        return with(null, latest, acknowledged, resolved);
    }

    private Alert with(@Nullable UUID silence, Reading reading, @Nullable Acknowledged by, @Nullable Resolved end) {
        return new Alert(
                id,
                rule,
                target,
                labels,
                condition,
                message,
                silence,
                triggeredAt,
                observedAt,
                first,
                reading,
                by,
                end);
    }
}
