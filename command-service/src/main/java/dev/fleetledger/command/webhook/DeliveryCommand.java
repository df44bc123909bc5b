package dev.fleetledger.command.webhook;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the platform asks of itself about what it sends. */
public sealed interface DeliveryCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.SYSTEM_ADMIN);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case ClaimDelivery claim -> DeliveryDecider.claim(claim, state, context.now());
            case RecordSuccess success -> DeliveryDecider.success(success, state);
            case RecordFailure failure -> DeliveryDecider.failure(failure, state, context.now());
        };
    }

    /** Says that it is about to be sent. */
    record ClaimDelivery(UUID deliveryId, int attempt) implements DeliveryCommand {}

    /** Says that it arrived. */
    record RecordSuccess(UUID deliveryId, int attempt, int status, long millis) implements DeliveryCommand {}

    /**
     * Says that it did not arrive.
     *
     * @param status of the answer, or null if there was none
     * @param error one sentence
     * @param retryAfter how long the receiver asks to be left alone, or null
     */
    record RecordFailure(
            UUID deliveryId,
            int attempt,
            @Nullable Integer status,
            String error,
            @Nullable Duration retryAfter) implements DeliveryCommand {}
}
