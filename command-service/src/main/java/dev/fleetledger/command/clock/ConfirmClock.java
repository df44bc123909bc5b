package dev.fleetledger.command.clock;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import java.time.Instant;
import java.util.Set;

/**
 * Has the clock of who decides believed, whatever speaks against it.
 *
 * @param until up to what time
 */
public record ConfirmClock(Instant until) implements Command {

    @Override
    public Set<Permission> permissions() {
        return Set.of(Permission.SYSTEM_ADMIN);
    }

    @Override
    public boolean settlesClock() {
        return true;
    }

    @Override
    public Decision decide(FleetState state, CommandContext context) {
        return ClockDecider.confirm(this, state, context.now());
    }
}
