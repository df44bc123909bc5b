package dev.fleetledger.command.identity;

import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.Concealed;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key that was not revoked.
 *
 * @param owner number of the user whose permissions bound it, or {@link dev.fleetledger.schemas.event.ApiKeyEvent#NO_USER}
 * @param serverId the only server, or the node, it may act for, or null for any
 * @param hash keyed hash of its secret
 */
public record ApiKey(
        UUID id,
        String name,
        long owner,
        Set<Permission> scopes,
        @Nullable UUID serverId,
        Instant createdAt,
        @Nullable Instant expiresAt,
        Concealed hash) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }
}
