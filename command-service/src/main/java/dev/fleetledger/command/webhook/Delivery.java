package dev.fleetledger.command.webhook;

import dev.fleetledger.schemas.alert.NoticeKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent, as the deciders know it.
 *
 * @param alertId that it is about, or null for a test
 * @param attempts made so far, the one that is claimed with them
 * @param dueAt when it may be claimed: after a claim, when its sender counts as dead
 */
public record Delivery(
        UUID id, UUID webhookId, NoticeKind kind, @Nullable UUID alertId, int attempts, Instant dueAt) {

    Delivery claimed(int attempt, Instant until) {
        return new Delivery(id, webhookId, kind, alertId, attempt, until);
    }

    Delivery failed(Instant next) {
        return new Delivery(id, webhookId, kind, alertId, attempts, next);
    }
}
