package dev.fleetledger.query.identity;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.AlsoFails;
import dev.fleetledger.kit.http.Authenticated;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.UserView;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Set;

/** Users. */
@Path("/api/users")
public final class UserResource {
    private final IdentityDao identity;
    private final ReadBarrier barrier;

    public UserResource(IdentityDao identity, ReadBarrier barrier) {
        this.identity = identity;
        this.barrier = barrier;
    }

    /** All users. */
    @GET
    @RequiresPermission(Permission.USER_MANAGE)
    public Page<UserView> list(@Context Call call, @Context Query<PageRequest.PerPage> part) {
        var request = part.read();
        barrier.await(call, LedgerProjector.NAME);
        return identity.users(request);
    }

    /** One user; users may see themselves. */
    @GET
    @Path("/{id}")
    @Authenticated
    @AlsoFails(403)
    public UserView get(@Context Call call, @PathParam("id") String id) {
        var principal = call.principal();
        var self = principal.kind() == Principal.Kind.USER && principal.id().equals(id);
        if (!self && !principal.may(Permission.USER_MANAGE)) {
            throw new RejectedException(
                    new Rejection.Forbidden(Set.of(Permission.USER_MANAGE), principal.permissions()));
        }
        barrier.await(call, LedgerProjector.NAME);
        var found = identity.user(PathId.number("User", id)).orElseThrow(() -> PathId.notFound("User", id));
        call.version(found.version());
        return found.user();
    }
}
