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

    /** Whether a credential bound to one server or node may ask it; the decider holds it to that. */
    default boolean bindable() {
        return false;
    }

    /** Whether the same request with the same idempotency key is answered as before. Not where the answer is a credential. */
    default boolean repeatable() {
        return true;
    }

    /** Whether it is decided also while the clock is doubted, as it ends that: ConfirmClock's alone. */
    default boolean settlesClock() {
        return false;
    }

    /** Decides; pure. */
    Decision decide(FleetState state, CommandContext context);
}
