package dev.fleetledger.query.identity;

import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.PermissionSet;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who asks. */
@Path("/api/auth/me")
@Speaks(value = Contract.GOUGH, underAnyType = true)
public final class MeResource {
    private final IdentityDao identity;
    private final IdentityView view;
    private final ReadBarrier barrier;

    public MeResource(IdentityDao identity, IdentityView view, ReadBarrier barrier) {
        this.identity = identity;
        this.view = view;
        this.barrier = barrier;
    }

    /**
     * Who asks: a user, or the user whose API key it is. A key that is bound to a server or node is nobody's but its own:
     * it is told nothing of who made it.
     *
     * @param id of the user; null, as all that only a user has, for a bound key
     * @param name of the user, or of the bound key
     * @param permissions all that this credential allows, in the shortest names
     * @param apiKey what the credential is, if it is an API key
     */
    public record Me(
            @Nullable Long id,
            @Nullable String email,
            String name,
            @Nullable String role,
            List<String> permissions,
            @Nullable Instant createdAt,
            @Nullable Instant lastLogin,
            boolean disabled,
            @Nullable UsedKey apiKey) {}

    /**
     * The API key that was used.
     *
     * @param serverId the only server, or the node, it may act for, or null for any
     */
    public record UsedKey(UUID id, String name, @Nullable UUID serverId) {}

    /** Who asks. */
    @GET
    @Authenticated
    @Bindable
    public Me me(@Context Call call) {
        var principal = call.principal();
        barrier.await(call, Projectors.LEDGER);
        if (principal.isBound()) {
            return new Me(
                    null, null, principal.name(), null, permissions(principal), null, null, false, key(principal));
        }
        var user = view.owner(principal)
                .flatMap(identity::user)
                .map(IdentityDao.VersionedUser::user)
                .orElseThrow(
                        () -> new RejectedException(new Rejection.Unauthenticated("Could not validate credentials")));
        return me(user, principal);
    }

    private static Me me(User user, Principal principal) {
        var details = user.details();
        return new Me(
                user.number(),
                details.email(),
                details.name(),
                details.role(),
                permissions(principal),
                user.createdAt(),
                user.lastLogin(),
                details.disabled(),
                principal.kind() == Principal.Kind.API_KEY ? key(principal) : null);
    }

    private static List<String> permissions(Principal principal) {
        return PermissionSet.describe(principal.permissions());
    }

    private static UsedKey key(Principal principal) {
        return new UsedKey(UUID.fromString(principal.id()), principal.name(), principal.server());
    }
}
