package dev.fleetledger.query.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.alert.AlertView.Status;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about alerts: the fields of {@link dev.fleetledger.kit.alert.AlertView} but for its id. */
public final class AlertDocuments implements AggregateDocuments<AlertEvent> {

    @Override
    public @Nullable ObjectNode after(AlertEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case AlertTriggered triggered -> triggered(triggered, metadata);
            case AlertChanged changed ->
                known(before).put("state", changed.state().wireName()).put("value", changed.value());
            case AlertUnsilenced unsilenced -> known(before).putNull("silenced_by");
            case AlertAcknowledged acknowledged ->
                known(before)
                        .put("acknowledged_at", metadata.time().toString())
                        .put("acknowledged_by", metadata.actor());
            case AlertResolved resolved -> resolved(resolved, metadata, known(before));
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }

    private static ObjectNode triggered(AlertTriggered triggered, EventMetadata metadata) {
        var observation = triggered.observation();
        var condition = observation.condition();
        var target = observation.target();
        var isThreshold = observation.rule().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        ObjectNode document = Json.mapper().createObjectNode();
        document.put("server_id", target.type() == AggregateType.SERVER ? target.id() : null)
                .put("threshold_id", isThreshold ? observation.rule() : null)
                .put("rule", observation.rule())
                .put("metric_type", condition.metricType())
                .put("comparison", condition.comparison().wireName())
                .put("threshold_value", condition.thresholdValue())
                .put("value", observation.value())
                .put("status", Status.ACTIVE.wireName())
                .put("state", observation.state().wireName())
                .put("severity", condition.severity().wireName())
                .put("message", triggered.message())
                .put("triggered_at", metadata.time().toString())
                .put("observed_at", observation.at().toString())
                .put("silenced_by", Objects.toString(triggered.silencedBy(), null));
        document.set("target", Json.mapper().valueToTree(target));
        document.set("labels", Json.mapper().valueToTree(observation.labels()));
        return document;
    }

    private static ObjectNode resolved(AlertResolved resolved, EventMetadata metadata, ObjectNode document) {
        if (resolved.cause() == AlertEnd.RECOVERED) {
            document.put("state", AlertState.OK.wireName()).put("value", resolved.value());
        }
        return document.put("status", Status.RESOLVED.wireName())
                .put("resolved_at", metadata.time().toString())
                .put("resolved_by", metadata.actor())
                .put("resolution", resolved.cause().wireName());
    }

    private static ObjectNode known(@Nullable ObjectNode before) {
        return Objects.requireNonNull(before, "an event of an alert that never was")
                .deepCopy();
    }
}
