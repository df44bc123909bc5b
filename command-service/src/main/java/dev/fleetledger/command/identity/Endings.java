package dev.fleetledger.command.identity;

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
    public static List<ApiKeyRevoked> ofServer(IdentityState state, UUID serverId) {
        return state.apiKeys().values().stream()
                .filter(key -> serverId.equals(key.serverId()))
                .map(ApiKey::id)
                .sorted()
                .map(id -> new ApiKeyRevoked(id, ApiKeyEnd.SERVER_DELETED))
                .toList();
    }

    static List<SessionEnded> sessions(User user, SessionEnd cause) {
        return user.sessions().stream()
                .sorted()
                .map(id -> new SessionEnded(id, cause))
                .toList();
    }

    static List<ApiKeyRevoked> apiKeys(User user, ApiKeyEnd cause) {
        return user.apiKeys().stream()
                .sorted()
                .map(id -> new ApiKeyRevoked(id, cause))
                .toList();
    }
}
