package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.Concealed;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of API keys. */
public sealed interface ApiKeyCommand extends IdentityCommand {

    @Override
    default Set<Permission> permissions() {
        return Set.of();
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return new ApiKeyDecider(state, Authorization.current(state, context), context.now()).decide(this);
    }

    /**
     * Makes an API key of who asks.
     *
     * @param keyId its new id
     * @param server slug, uuid or number of the only server it may act for, or null for any
     * @param scopes at most what who asks may do; null for metrics.write if it is of a server, else for what one may read
     * @param expiresAt milliseconds, or null for never
     * @param hash keyed hash of its secret
     */
    record CreateApiKey(
            UUID keyId,
            String name,
            @Nullable String server,
            @Nullable Set<Permission> scopes,
            @Nullable Instant expiresAt,
            Concealed hash)
            implements ApiKeyCommand {}

    /** Ends an API key at once. */
    record RevokeApiKey(UUID keyId) implements ApiKeyCommand {}
}
