package dev.fleetledger.command.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.AlertView;
import dev.fleetledger.domain.webhook.Delivery.Notice;
import dev.fleetledger.kit.json.Json;
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
    static byte[] of(Notice notice, FleetState state, Instant now) {
        var kind = notice.type();
        var alert = notice.alertId();
        var payload = alert == null
                ? new NoticePayload(kind, now, Map.of("webhook_id", notice.webhookId()))
                : state.alerts()
                        .alert(alert)
                        .map(found -> of(kind, found))
                        .orElseGet(() -> new NoticePayload(kind, now, Map.of("id", alert)));
        try {
            return Json.mapper().writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert cannot be written", e);
        }
    }

    private static NoticePayload of(NoticeKind kind, Alert alert) {
        var resolved = alert.resolved();
        return kind == NoticeKind.ALERT_RESOLVED && resolved != null
                ? new NoticePayload(kind, resolved.at(), AlertView.of(alert))
                : new NoticePayload(kind, alert.triggeredAt(), AlertView.of(alert.asTriggered()));
    }
}
