package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts about API keys. */
public sealed interface ApiKeyEvent extends IdentityEvent {

    /** The owner of a key that is no user's but the platform's own, as a node's is: its scopes alone bound it. */
    long NO_USER = 0;

    /** The key's public part, never used again. */
    UUID keyId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.API_KEY, keyId().toString());
    }

    /** Why an API key is good for nothing any more. */
    enum ApiKeyEnd {
        /** Its owner or an administrator revoked it. */
        REQUESTED,
        USER_DISABLED,
        USER_DELETED,
        /** It was bound to that server. */
        SERVER_DELETED
    }

    /**
     * There is a new API key.
     *
     * @param owner number of the user whose permissions bound it, or {@link #NO_USER}
     * @param scopes wire names of the permissions it was given
     * @param serverId the only server, or the node, it may act for, or null for any
     * @param expiresAt from when on it is good for nothing, or null for never; milliseconds
     * @param hash keyed hash of its secret
     */
    @EventType("api_key.created")
    record ApiKeyCreated(
            UUID keyId,
            String name,
            long owner,
            List<String> scopes,
            @Nullable UUID serverId,
            @Nullable Instant expiresAt,
            Concealed hash)
            implements ApiKeyEvent {
        public ApiKeyCreated {
            scopes = List.copyOf(scopes);
        }
    }

    /** It is good for nothing from now on. */
    @EventType("api_key.revoked")
    record ApiKeyRevoked(UUID keyId, ApiKeyEnd cause) implements ApiKeyEvent {}
}
