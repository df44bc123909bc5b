package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Facts about webhooks. */
public sealed interface WebhookEvent extends FleetEvent {

    /** The webhook's identity, never used again. */
    UUID webhookId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.WEBHOOK, webhookId().toString());
    }

    /**
     * Somebody is told of alerts from now on.
     *
     * @param secret that signs what is sent there, sealed
     */
    @EventType("webhook.created")
    record WebhookCreated(UUID webhookId, WebhookDetails details, Concealed secret) implements WebhookEvent {}

    /**
     * What an operator says of a webhook changed.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("webhook.updated")
    record WebhookUpdated(UUID webhookId, WebhookDetails details) implements WebhookEvent {}

    /** What is sent is signed by another secret from now on. */
    @EventType("webhook.secret-changed")
    record WebhookSecretChanged(UUID webhookId, Concealed secret) implements WebhookEvent {}

    /** Nothing is sent there any more. */
    @EventType("webhook.deleted")
    record WebhookDeleted(UUID webhookId) implements WebhookEvent {}
}
