package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.identity.Permission;
import java.util.Set;
import java.util.UUID;

/** What may be asked of the thresholds of a fleet. */
public sealed interface ThresholdCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.ALERT_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case CreateThreshold create -> ThresholdDecider.create(create, state);
            case UpdateThreshold update -> ThresholdDecider.update(update, state);
            case DeleteThreshold delete -> ThresholdDecider.delete(delete, state);
        };
    }

    /**
     * Has something watched.
     *
     * @param thresholdId its new id
     */
    record CreateThreshold(UUID thresholdId, NewThreshold threshold) implements ThresholdCommand {}

    /** Changes the fields that were sent. */
    record UpdateThreshold(UUID thresholdId, Change<NewThreshold> change) implements ThresholdCommand {}

    /** Has it watched no more. */
    record DeleteThreshold(UUID thresholdId) implements ThresholdCommand {}
}
