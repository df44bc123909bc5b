package dev.fleetledger.command.webhook;

import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.WebhookEvent;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookCreated;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookDeleted;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookSecretChanged;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The webhooks of a fleet.
 *
 * @param deliveries what is to be sent yet
 */
public record WebhooksState(PMap<UUID, Webhook> byId, PMap<UUID, Delivery> deliveries) {
    /** After which the sender of what is claimed counts as dead: longer than any request takes. */
    static final Duration CLAIM = Duration.ofMinutes(1);

    public static final WebhooksState EMPTY = new WebhooksState(HashTreePMap.empty(), HashTreePMap.empty());

    public Optional<Webhook> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** What is to be sent yet, of that id. */
    public Optional<Delivery> delivery(UUID id) {
        return Optional.ofNullable(deliveries.get(id));
    }

    /** What is to be sent yet to a webhook. */
    Stream<Delivery> ofWebhook(UUID webhook) {
        return deliveries.values().stream()
                .filter(delivery -> delivery.webhookId().equals(webhook));
    }

    /** The state after one more event. */
    public WebhooksState evolve(WebhookEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case WebhookCreated created ->
                with(new Webhook(created.webhookId(), created.details(), created.secret(), now, now));
            case WebhookUpdated updated -> {
                var old = known(updated.webhookId());
                yield with(new Webhook(old.id(), updated.details(), old.secret(), old.createdAt(), now));
            }
            case WebhookSecretChanged changed -> {
                var old = known(changed.webhookId());
                yield with(new Webhook(old.id(), old.details(), changed.secret(), old.createdAt(), now));
            }
            case WebhookDeleted deleted -> new WebhooksState(byId.minus(deleted.webhookId()), deliveries);
        };
    }

    /** The state after one more event. */
    public WebhooksState evolve(DeliveryEvent event, EventMetadata metadata) {
        return switch (event) {
            case DeliveryScheduled scheduled ->
                with(new Delivery(
                        scheduled.deliveryId(),
                        scheduled.webhookId(),
                        scheduled.kind(),
                        scheduled.alertId(),
                        0,
                        metadata.time()));
            case DeliveryClaimed claimed ->
                with(pending(claimed.deliveryId())
                        .claimed(claimed.attempt(), metadata.time().plus(CLAIM)));
            case DeliverySucceeded succeeded -> without(succeeded.deliveryId());
            case DeliveryFailed failed ->
                failed.nextAttemptAt() == null
                        ? without(failed.deliveryId())
                        : with(pending(failed.deliveryId()).failed(failed.nextAttemptAt()));
        };
    }

    private WebhooksState with(Webhook webhook) {
        return new WebhooksState(byId.plus(webhook.id(), webhook), deliveries);
    }

    private WebhooksState with(Delivery delivery) {
        return new WebhooksState(byId, deliveries.plus(delivery.id(), delivery));
    }

    private WebhooksState without(UUID delivery) {
        return new WebhooksState(byId, deliveries.minus(delivery));
    }

    private Webhook known(UUID id) {
        return Objects.requireNonNull(byId.get(id), "an event of a webhook that never was");
    }

    private Delivery pending(UUID id) {
        return Objects.requireNonNull(deliveries.get(id), "an event of a delivery that is not pending");
    }
}
