package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.Concealed;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What may be asked of logins, by the user whose they are. */
public sealed interface SessionCommand extends IdentityCommand {

    @Override
    default Set<Permission> permissions() {
        return Set.of();
    }

    /** A token that was used gives no others because its request is repeated; a login checks the password each time. */
    @Override
    default boolean repeatable() {
        return false;
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return SessionDecider.decide(this, state.identity(), context);
    }

    /**
     * Logs a user in.
     *
     * @param sessionId its new id
     * @param verified the sealed password hash that the password sent was checked against
     * @param lifetime of the refresh token
     */
    record OpenSession(UUID sessionId, long user, Concealed verified, Duration lifetime) implements SessionCommand {}

    /**
     * Exchanges a refresh token for the next.
     *
     * @param generation of the one that was sent
     * @param lifetime of the new one
     */
    record RefreshSession(UUID sessionId, int generation, Duration lifetime) implements SessionCommand {}

    /** Logs out. */
    record EndSession(UUID sessionId) implements SessionCommand {}
}
