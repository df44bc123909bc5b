package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.alert.Observation;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of the alerts of a fleet. */
public sealed interface AlertCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.ALERT_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case Observe observe -> AlertDecider.observe(observe, state, context.now());
            case UnsilenceAlert unsilence -> AlertDecider.unsilence(unsilence, state, context.now());
            case AcknowledgeAlert acknowledge -> AlertDecider.acknowledge(acknowledge, state);
            case ResolveAlert resolve -> AlertDecider.resolve(resolve, state);
        };
    }

    /**
     * Takes note of what a topology saw.
     *
     * @param alertId of the alert that it opens, if it does
     * @param message of that alert; the condition in words if null
     */
    record Observe(
            UUID alertId, Observation observation, @Nullable String message) implements AlertCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SYSTEM_ADMIN);
        }
    }

    /** Has people told of it, now that no silence keeps them from that any more. */
    record UnsilenceAlert(UUID alertId) implements AlertCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.SYSTEM_ADMIN);
        }
    }

    /** Says that who asks looks after it. */
    record AcknowledgeAlert(UUID alertId) implements AlertCommand {}

    /** Says that it is over. */
    record ResolveAlert(UUID alertId) implements AlertCommand {}
}
