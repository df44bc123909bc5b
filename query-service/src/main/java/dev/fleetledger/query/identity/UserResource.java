package dev.fleetledger.query.identity;

import dev.fleetledger.domain.identity.User;
import dev.fleetledger.domain.identity.UserView;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.PermissionSet;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Set;

/** Users. */
@Path("/api/users")
@Speaks(Contract.GOUGH)
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
        barrier.await(call, Projectors.LEDGER);
        return identity.users(request).map(UserResource::view);
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
        barrier.await(call, Projectors.LEDGER);
        var found = identity.user(PathId.number("User", id)).orElseThrow(() -> PathId.notFound("User", id));
        call.version(found.version());
        return view(found.user());
    }

    private static UserView view(User user) {
        return UserView.of(user, PermissionSet.describe(user.details()));
    }
}
