package dev.fleetledger.command.fleet;

import dev.fleetledger.kit.identity.Permission;
import java.util.Set;

/**
 * A request to change one aggregate. Each area seals its own commands under one interface, whose
 * {@link #decide} hands over to the area's decider. Ids of what it creates come with it; secrets in it are sealed.
 */
public interface Command {

    /** Any one of these permissions is needed; empty if the area's decider alone can tell. */
    Set<Permission> permissions();

    /** Decides; pure. */
    Decision decide(FleetState state, CommandContext context);
}
