package dev.fleetledger.domain.webhook;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * What is to be sent yet.
 *
 * @param byWebhook the same, those that are due first before the others, so that nobody looks at all of them
 */
public record Deliveries(Table<UUID, Delivery> table, PMap<UUID, PSortedSet<Delivery>> byWebhook) {
    /** Which is sent first. */
    public static final Comparator<Delivery> ORDER =
            Comparator.comparing(Delivery::dueAt).thenComparing(Delivery::id);

    public static final Deliveries EMPTY = new Deliveries(Table.by(List.of()), HashTreePMap.empty());

    public Optional<Delivery> find(UUID id) {
        return table.find(id);
    }

    /** What is to be sent yet to a webhook, in its order. */
    public PSortedSet<Delivery> ofWebhook(UUID webhook) {
        return byWebhook.getOrDefault(webhook, TreePSet.empty(ORDER));
    }

    /** What is to be sent yet after one more event. */
    Deliveries evolve(DeliveryEvent event, EventMetadata metadata) {
        var before = find(event.deliveryId());
        var after = Delivery.evolve(before.orElse(null), event, metadata);
        var others = before.map(this::minus).orElse(this);
        return after.pending() ? others.plus(after) : others;
    }

    private Deliveries plus(Delivery delivery) {
        var webhook = delivery.notice().webhookId();
        return new Deliveries(
                table.plus(delivery.id(), delivery),
                byWebhook.plus(webhook, ofWebhook(webhook).plus(delivery)));
    }

    private Deliveries minus(Delivery delivery) {
        var webhook = delivery.notice().webhookId();
        var left = ofWebhook(webhook).minus(delivery);
        return new Deliveries(
                table.minus(delivery.id()), left.isEmpty() ? byWebhook.minus(webhook) : byWebhook.plus(webhook, left));
    }
}
