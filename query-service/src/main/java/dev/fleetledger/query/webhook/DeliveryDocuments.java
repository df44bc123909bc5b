package dev.fleetledger.query.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.query.webhook.DeliveryView.Status;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about deliveries: the fields of {@link DeliveryView} but for its id. */
public final class DeliveryDocuments implements AggregateDocuments<DeliveryEvent> {

    @Override
    public @Nullable ObjectNode after(DeliveryEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case DeliveryScheduled scheduled ->
                Json.mapper()
                        .createObjectNode()
                        .put("webhook_id", scheduled.webhookId().toString())
                        .put("type", scheduled.kind().wireName())
                        .put("alert_id", Objects.toString(scheduled.alertId(), null))
                        .put("status", Status.PENDING.wireName())
                        .put("attempts", 0)
                        .putNull("response_status")
                        .putNull("error")
                        .putNull("duration_ms")
                        .put("created_at", metadata.time().toString())
                        .put("next_attempt_at", metadata.time().toString())
                        .putNull("delivered_at");
            case DeliveryClaimed claimed -> known(before).put("attempts", claimed.attempt());
            case DeliverySucceeded succeeded ->
                known(before)
                        .put("status", Status.DELIVERED.wireName())
                        .put("response_status", succeeded.status())
                        .putNull("error")
                        .put("duration_ms", succeeded.millis())
                        .put("delivered_at", metadata.time().toString())
                        .putNull("next_attempt_at");
            case DeliveryFailed failed ->
                known(before)
                        .put("status", (failed.nextAttemptAt() == null ? Status.FAILED : Status.PENDING).wireName())
                        .put("response_status", failed.status())
                        .put("error", failed.error())
                        .put("next_attempt_at", Objects.toString(failed.nextAttemptAt(), null));
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of(webhookName(document.get("webhook_id").textValue()));
    }

    static String webhookName(String webhook) {
        return "webhook:" + webhook;
    }

    private static ObjectNode known(@Nullable ObjectNode before) {
        return Objects.requireNonNull(before, "an event of a delivery that never was")
                .deepCopy();
    }
}
