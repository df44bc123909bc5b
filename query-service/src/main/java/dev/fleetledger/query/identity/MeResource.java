package dev.fleetledger.query.identity;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Authenticated;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.PermissionSet;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.UserView;
import dev.fleetledger.query.projection.LedgerProjector;
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
     * Who asks: a user, or the user whose API key it is.
     *
     * @param permissions all that this credential allows, in the shortest names
     * @param apiKey what the credential is, if it is an API key
     */
    public record Me(
            long id,
            String email,
            String name,
            String role,
            List<String> permissions,
            Instant createdAt,
            @Nullable Instant lastLogin,
            boolean disabled,
            @Nullable UsedKey apiKey) {}

    /**
     * The API key that was used.
     *
     * @param serverId the only server it may act for, or null for any
     */
    public record UsedKey(UUID id, String name, @Nullable UUID serverId) {}

    /** Who asks. */
    @GET
    @Authenticated
    public Me me(@Context Call call) {
        var principal = call.principal();
        barrier.await(call, LedgerProjector.NAME);
        var user = view.owner(principal)
                .flatMap(identity::user)
                .map(IdentityDao.VersionedUser::user)
                .orElseThrow(
                        () -> new RejectedException(new Rejection.Unauthenticated("Could not validate credentials")));
        return me(user, principal);
    }

    private static Me me(UserView user, Principal principal) {
        var key = principal.kind() == Principal.Kind.API_KEY
                ? new UsedKey(UUID.fromString(principal.id()), principal.name(), principal.server())
                : null;
        return new Me(
                user.id(),
                user.email(),
                user.name(),
                user.role(),
                PermissionSet.describe(principal.permissions()),
                user.createdAt(),
                user.lastLogin(),
                user.disabled(),
                key);
    }
}
