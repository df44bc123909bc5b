package dev.fleetledger.domain.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key as shown, without its secret.
 *
 * @param serverId the only server, or the node, it may act for, or null for any
 * @param scopes names of the permissions it was given
 * @param lastUsedAt when it was last used, at most a few minutes ago if that is not quite sure; null if never
 * @param expiresAt from when on it is good for nothing, or null for never
 */
public record ApiKeyView(
        UUID id,
        String name,
        @Nullable UUID serverId,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt) {

    public ApiKeyView {
        scopes = List.copyOf(scopes);
    }

    /** A key as it is shown. */
    public static ApiKeyView of(ApiKey key, @Nullable Instant lastUsedAt) {
        return new ApiKeyView(
                key.id(), key.name(), key.serverId(), key.scopes(), key.createdAt(), lastUsedAt, key.expiresAt());
    }
}
