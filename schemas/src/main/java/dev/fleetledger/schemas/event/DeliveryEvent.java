package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.NoticeKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts about what is sent to webhooks: each is claimed before, and its outcome told after. */
public sealed interface DeliveryEvent extends FleetEvent {

    /** Its identity, never used again; receivers know it as {@code webhook-id}. */
    UUID deliveryId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.DELIVERY, deliveryId().toString());
    }

    /**
     * Something is to be sent.
     *
     * @param alertId that it is about, or null for a test
     */
    @EventType("delivery.scheduled")
    record DeliveryScheduled(
            UUID deliveryId,
            UUID webhookId,
            NoticeKind kind,
            @Nullable UUID alertId) implements DeliveryEvent {}

    /**
     * It is about to be sent, or was, if the sender died.
     *
     * @param attempt counted from 1
     */
    @EventType("delivery.claimed")
    record DeliveryClaimed(UUID deliveryId, int attempt) implements DeliveryEvent {}

    /**
     * It arrived.
     *
     * @param status of the receiver's answer
     * @param millis that it took
     */
    @EventType("delivery.succeeded")
    record DeliverySucceeded(UUID deliveryId, int attempt, int status, long millis) implements DeliveryEvent {}

    /**
     * It did not arrive.
     *
     * @param status of the receiver's answer, or null if there was none
     * @param error one sentence
     * @param nextAttemptAt when it is sent again; null if never
     */
    @EventType("delivery.failed")
    record DeliveryFailed(
            UUID deliveryId,
            int attempt,
            @Nullable Integer status,
            String error,
            @Nullable Instant nextAttemptAt) implements DeliveryEvent {}
}
