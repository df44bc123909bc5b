package dev.fleetledger.domain.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.EventMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key that was not revoked.
 *
 * @param owner number of the user whose permissions bound it, or {@link ApiKeyEvent#NO_USER}
 * @param scopes wire names of the permissions it was given
 * @param serverId the only server, or the node, it may act for, or null for any
 * @param expiresAt from when on it is good for nothing, or null for never
 * @param secret the keyed hash of it
 */
public record ApiKey(
        UUID id,
        String name,
        long owner,
        List<String> scopes,
        @Nullable UUID serverId,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @JsonProperty("key") SealedSecret secret)
        implements Aggregate {

    public ApiKey {
        scopes = List.copyOf(scopes);
    }

    /** The key after an event; null once it is revoked. */
    public static @Nullable ApiKey evolve(@Nullable ApiKey before, ApiKeyEvent event, EventMetadata metadata) {
        return switch (event) {
            case ApiKeyCreated created ->
                new ApiKey(
                        created.keyId(),
                        created.name(),
                        created.owner(),
                        created.scopes(),
                        created.serverId(),
                        metadata.time(),
                        created.expiresAt(),
                        new SealedSecret(created.hash(), metadata.version()));
            case ApiKeyRevoked ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.API_KEY, id.toString());
    }

    /** Keyed; throws NullPointerException of a key of the history, which keeps none. */
    public Concealed hash() {
        return secret.known();
    }

    /** By its owner. */
    @Override
    public Set<String> names() {
        return Set.of(ownerName(owner));
    }

    /** The name by which the keys of a user are found. */
    public static String ownerName(long owner) {
        return "owner:" + owner;
    }
}
