package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.webhook.DeliveryCommand.ClaimDelivery;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordFailure;
import dev.fleetledger.command.webhook.DeliveryCommand.RecordSuccess;
import dev.fleetledger.domain.webhook.Delivery;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryClaimed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliveryFailed;
import dev.fleetledger.schemas.event.DeliveryEvent.DeliverySucceeded;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.WebhookEvent.WebhookUpdated;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of what is sent: claimed by one at a time, sent again later each time, given up after days. */
final class DeliveryDecider {
    /** After the first attempt, the second and so on (Standard Webhooks 1.0.0, "Deliverability and reliability"). */
    static final List<Duration> BACK_OFF = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** Those of the back-off and the first; of each that is claimed somebody has to tell what became of it. */
    static final int MOST_ATTEMPTS = BACK_OFF.size() + 1;

    static final String NOBODY_TOLD = "what became of its attempts was never told";

    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);
    private static final int GONE = 410;

    private DeliveryDecider() {}

    static Decision claim(ClaimDelivery command, FleetState state, Instant now) {
        return state.webhooks()
                .deliveries()
                .find(command.deliveryId())
                .filter(delivery -> command.attempt() == delivery.attempts() + 1 && delivery.isDue(now))
                .map(delivery -> command.attempt() <= MOST_ATTEMPTS
                        ? Decision.accept(new DeliveryClaimed(delivery.id(), command.attempt()))
                        : Decision.accept(
                                new DeliveryFailed(delivery.id(), delivery.attempts(), null, NOBODY_TOLD, null)))
                .orElseGet(() -> Decision.refuse(
                        new Rejection.Conflict("CONFLICT", "It is not due, or another one sends it already")));
    }

    static Decision success(RecordSuccess command, FleetState state) {
        return current(command.deliveryId(), command.attempt(), state)
                .map(delivery -> Decision.accept(
                        new DeliverySucceeded(delivery.id(), command.attempt(), command.status(), command.millis())))
                .orElseGet(() -> outdated(command.deliveryId()));
    }

    static Decision failure(RecordFailure command, FleetState state, Instant now) {
        return current(command.deliveryId(), command.attempt(), state)
                .map(delivery -> failure(command, delivery, state, now))
                .orElseGet(() -> outdated(command.deliveryId()));
    }

    private static Decision failure(RecordFailure command, Delivery delivery, FleetState state, Instant now) {
        var webhook = state.webhooks().find(delivery.notice().webhookId());
        var gone = command.status() != null && command.status() == GONE;
        var next = gone || webhook.isEmpty() ? null : next(command, now);
        var failed = new DeliveryFailed(delivery.id(), command.attempt(), command.status(), command.error(), next);
        var events = new ArrayList<FleetEvent>(List.of(failed));
        // It says that it wants nothing more (Standard Webhooks 1.0.0, "Delivery success and failure").
        webhook.filter(found -> gone && found.details().enabled())
                .ifPresent(found -> events.add(
                        new WebhookUpdated(found.id(), found.details().disabled())));
        return new Decision.Accepted(failed.aggregate(), events);
    }

    private static @Nullable Instant next(RecordFailure command, Instant now) {
        if (command.attempt() > BACK_OFF.size()) {
            return null;
        }
        var usual = BACK_OFF.get(command.attempt() - 1);
        // A tenth more at most, not the same for all: or those that failed together would come together again.
        var jitter = usual.multipliedBy(Math.floorMod(command.deliveryId().hashCode(), 100))
                .dividedBy(1000);
        var wait = usual.plus(jitter);
        var asked = command.retryAfter();
        return now.plus(asked == null ? wait : longer(wait, shorter(asked, LONGEST_RETRY_AFTER)))
                .truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<Delivery> current(UUID id, int attempt, FleetState state) {
        return state.webhooks().deliveries().find(id).filter(delivery -> delivery.attempts() == attempt);
    }

    /** Somebody else claimed it since, or it is settled. */
    private static Decision outdated(UUID id) {
        return Decision.unchanged(Delivery.ref(id));
    }
}
