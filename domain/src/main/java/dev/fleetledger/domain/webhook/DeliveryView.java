package dev.fleetledger.domain.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.schemas.alert.NoticeKind;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was, or is to be, sent to a webhook.
 *
 * @param id that the receiver knows as {@code webhook-id}
 * @param alertId that it is about, or null for a test
 * @param attempts made so far
 * @param responseStatus of the latest answer, or null if there was none
 * @param error why the latest attempt failed, if it did
 * @param durationMs how long the attempt took that arrived
 * @param nextAttemptAt not before, while it is pending
 */
public record DeliveryView(
        UUID id,
        UUID webhookId,
        NoticeKind type,
        @Nullable UUID alertId,
        Status status,
        int attempts,
        @Nullable Integer responseStatus,
        @Nullable String error,
        @Nullable Long durationMs,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt) {

    /** How far it is. */
    public enum Status {
        PENDING,
        DELIVERED,
        /** It is not sent again. */
        FAILED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A delivery as it is shown. */
    public static DeliveryView of(Delivery delivery) {
        var notice = delivery.notice();
        var outcome = delivery.outcome();
        return new DeliveryView(
                delivery.id(),
                notice.webhookId(),
                notice.type(),
                notice.alertId(),
                outcome.status(),
                delivery.attempts(),
                outcome.responseStatus(),
                outcome.error(),
                outcome.durationMs(),
                notice.createdAt(),
                outcome.nextAttemptAt(),
                outcome.deliveredAt());
    }
}
