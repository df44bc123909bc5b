package dev.fleetledger.query.identity;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;

/** Users and API keys, as the query-service has them. */
public final class IdentityArea {

    private IdentityArea() {}

    public static Area of(QueryServices with) {
        var identity = new IdentityDao(with.database());
        return Area.of(
                new UserResource(identity, with.barrier()),
                new MeResource(identity, with.identity(), with.barrier()),
                new ApiKeyResource(identity, with.identity(), with.apiKeyUses(), with.barrier()));
    }
}
