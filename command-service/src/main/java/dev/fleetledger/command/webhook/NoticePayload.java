package dev.fleetledger.command.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.command.alert.Alert;
import dev.fleetledger.command.alert.Alerts;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.schemas.alert.NoticeKind;
import java.time.Instant;
import java.util.Map;

/**
 * What is sent (Standard Webhooks 1.0.0, "Payload structure"): the same for every attempt, since what is told of an alert
 * is what was so then.
 *
 * @param type the kind of notice
 * @param timestamp when it happened
 * @param data the alert as C6 shows it; its id alone if it ended so long ago that no more is remembered
 */
record NoticePayload(NoticeKind type, Instant timestamp, Object data) {

    /** @param now for a test, which happens when it is sent */
    static byte[] of(Delivery delivery, FleetState state, Instant now) {
        var alert = delivery.alertId();
        var payload = alert == null
                ? new NoticePayload(delivery.kind(), now, Map.of("webhook_id", delivery.webhookId()))
                : state.alerts()
                        .alert(alert)
                        .map(found -> of(delivery.kind(), found))
                        .orElseGet(() -> new NoticePayload(delivery.kind(), now, Map.of("id", alert)));
        try {
            return Json.mapper().writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert cannot be written", e);
        }
    }

    private static NoticePayload of(NoticeKind kind, Alert alert) {
        var resolved = alert.resolved();
        return kind == NoticeKind.ALERT_RESOLVED && resolved != null
                ? new NoticePayload(kind, resolved.at(), Alerts.view(alert))
                : new NoticePayload(kind, alert.triggeredAt(), Alerts.view(alert.asTriggered()));
    }
}
