package dev.fleetledger.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.FleetEvent;
import java.util.List;
import java.util.UUID;

/** Who is to be told of what; decided together with what happens, so that neither is without the other. */
public final class Notices {

    private Notices() {}

    /** What is to be sent because that happened to an alert. */
    public static List<FleetEvent> of(WebhooksState webhooks, NoticeKind kind, UUID alert, Severity severity) {
        return webhooks.byId().values().stream()
                .filter(webhook -> webhook.wants(kind, severity))
                .map(Webhook::id)
                .sorted()
                .<FleetEvent>map(webhook -> new DeliveryScheduled(id(webhook, kind, alert), webhook, kind, alert))
                .toList();
    }

    /** The same for the same; so nobody is told of the same twice. */
    private static UUID id(UUID webhook, NoticeKind kind, UUID alert) {
        return UUID.nameUUIDFromBytes((webhook + "\n" + kind.wireName() + "\n" + alert).getBytes(UTF_8));
    }
}
