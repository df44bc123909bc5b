package dev.fleetledger.domain.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.webhook.DeliveryView.Status;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.event.DeliveryEvent;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryScheduled;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.EventMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was, or is to be, sent to a webhook.
 *
 * @param attempts made so far, the one that is claimed with them
 * @param claimedAt when the latest attempt was claimed, null unless its outcome is yet to be told; no part of the history
 */
public record Delivery(
        UUID id,
        @JsonUnwrapped Notice notice,
        int attempts,
        @JsonUnwrapped Outcome outcome,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        Instant claimedAt)
        implements Aggregate {
    /** After which the sender of what is claimed counts as dead: longer than any request takes. */
    public static final Duration CLAIM = Duration.ofMinutes(1);

    /**
     * What is sent.
     *
     * @param alertId that it is about, or null for a test
     */
    public record Notice(
            UUID webhookId, NoticeKind type, @Nullable UUID alertId, Instant createdAt) {}

    /**
     * What became of it so far.
     *
     * @param responseStatus of the latest answer, or null if there was none
     * @param error why the latest attempt failed, if it did
     * @param durationMs how long the attempt took that arrived
     * @param nextAttemptAt not before, while it is pending
     */
    public record Outcome(
            Status status,
            @Nullable Integer responseStatus,
            @Nullable String error,
            @Nullable Long durationMs,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant deliveredAt) {}

    /** The delivery after an event, also once it is over. */
    public static Delivery evolve(@Nullable Delivery before, DeliveryEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case DeliveryScheduled scheduled -> {
                var notice = new Notice(scheduled.webhookId(), scheduled.kind(), scheduled.alertId(), now);
                var outcome = new Outcome(Status.PENDING, null, null, null, now, null);
                yield new Delivery(scheduled.deliveryId(), notice, 0, outcome, null);
            }
            case DeliveryClaimed claimed -> {
                var old = Aggregate.known(before);
                yield new Delivery(old.id, old.notice, claimed.attempt(), old.outcome, now);
            }
            case DeliverySucceeded succeeded ->
                Aggregate.known(before)
                        .with(new Outcome(Status.DELIVERED, succeeded.status(), null, succeeded.millis(), null, now));
            case DeliveryFailed failed -> {
                var next = failed.nextAttemptAt();
                var status = next == null ? Status.FAILED : Status.PENDING;
                yield Aggregate.known(before)
                        .with(new Outcome(status, failed.status(), failed.error(), null, next, null));
            }
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.DELIVERY, id.toString());
    }

    /** By its webhook. */
    @Override
    public Set<String> names() {
        return Set.of(webhookName(notice.webhookId()));
    }

    /** The name by which the deliveries of a webhook are found. */
    public static String webhookName(UUID webhook) {
        return "webhook:" + webhook;
    }

    /** Whether it is to be sent yet. */
    public boolean pending() {
        return outcome.status() == Status.PENDING;
    }

    /** When it may be claimed, while it is pending: after a claim, when its sender counts as dead. */
    public Instant dueAt() {
        return claimedAt == null ? Objects.requireNonNull(outcome.nextAttemptAt()) : claimedAt.plus(CLAIM);
    }

    /** Whether it may be claimed. So may one that was scheduled or claimed at a time to come: a clock was ahead. */
    public boolean isDue(Instant now) {
        return attempts == 0 || !now.isBefore(dueAt()) || (claimedAt != null && now.isBefore(claimedAt));
    }

    private Delivery with(Outcome told) {
        return new Delivery(id, notice, attempts, told, null);
    }
}
