package dev.fleetledger.command.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.domain.webhook.Webhook;
import dev.fleetledger.domain.webhook.Webhooks;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.FleetEvent;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Who is to be told of what; decided together with what happens, so that neither is without the other. */
public final class Notices {

    static final int MOST_WAITING = 1000;
    static final String TOO_MANY = MOST_WAITING + " others wait to be sent there already";

    private Notices() {}

    /**
     * What is to be sent because that happened to an alert. A webhook for which too much waits is told no more, which its
     * deliveries say.
     */
    public static List<FleetEvent> of(Webhooks webhooks, NoticeKind kind, UUID alert, Severity severity) {
        return webhooks.table().values().stream()
                .filter(webhook -> webhook.wants(kind, severity))
                .map(Webhook::id)
                .sorted()
                .flatMap(webhook -> {
                    var scheduled = new DeliveryScheduled(id(webhook, kind, alert), webhook, kind, alert);
                    return webhooks.deliveries().ofWebhook(webhook).size() < MOST_WAITING
                            ? Stream.<FleetEvent>of(scheduled)
                            : Stream.of(scheduled, new DeliveryFailed(scheduled.deliveryId(), 0, null, TOO_MANY, null));
                })
                .toList();
    }

    /** The same for the same; so nobody is told of the same twice. */
    private static UUID id(UUID webhook, NoticeKind kind, UUID alert) {
        return UUID.nameUUIDFromBytes((webhook + "\n" + kind.wireName() + "\n" + alert).getBytes(UTF_8));
    }
}
