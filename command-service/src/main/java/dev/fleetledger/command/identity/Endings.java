package dev.fleetledger.command.identity;

import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnd;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import java.util.List;
import java.util.UUID;

/** What ends together with something else, each with an event of its own so that its history says why. */
public final class Endings {

    private Endings() {}

    /** The ends of the API keys bound to a server that leaves the fleet. */
    public static List<ApiKeyRevoked> ofServer(Identity identity, UUID serverId) {
        return identity.apiKeysFor(serverId).stream()
                .map(key -> new ApiKeyRevoked(key.id(), ApiKeyEnd.SERVER_DELETED))
                .toList();
    }

    static List<SessionEnded> sessions(Identity identity, User user, SessionEnd cause) {
        return identity.sessionsOf(user.number()).stream()
                .map(session -> new SessionEnded(session.id(), cause))
                .toList();
    }

    static List<ApiKeyRevoked> apiKeys(Identity identity, User user, ApiKeyEnd cause) {
        return identity.apiKeysOf(user.number()).stream()
                .map(key -> new ApiKeyRevoked(key.id(), cause))
                .toList();
    }
}
