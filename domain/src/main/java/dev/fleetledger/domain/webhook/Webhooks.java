package dev.fleetledger.domain.webhook;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.WebhookEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The webhooks of a fleet.
 *
 * @param deliveries what is to be sent to them yet
 */
public record Webhooks(Table<UUID, Webhook> table, Deliveries deliveries) {
    public static final Webhooks EMPTY = new Webhooks(Table.by(List.of()), Deliveries.EMPTY);

    public Optional<Webhook> find(UUID id) {
        return table.find(id);
    }

    /** The webhooks after one more event. */
    public Webhooks evolve(WebhookEvent event, EventMetadata metadata) {
        var changed = table.evolve(event.webhookId(), before -> Webhook.evolve(before, event, metadata));
        return new Webhooks(changed, deliveries);
    }

    /** The webhooks after one more event of what is sent to them. */
    public Webhooks evolve(DeliveryEvent event, EventMetadata metadata) {
        return new Webhooks(table, deliveries.evolve(event, metadata));
    }

    public Webhooks plus(Webhook webhook) {
        return new Webhooks(table.plus(webhook.id(), webhook), deliveries);
    }
}
