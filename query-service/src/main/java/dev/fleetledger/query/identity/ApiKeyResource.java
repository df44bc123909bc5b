package dev.fleetledger.query.identity;

import dev.fleetledger.kit.http.Authenticated;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.identity.ApiKeyUses;
import dev.fleetledger.kit.identity.ApiKeyView;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.query.identity.IdentityDao.StoredKey;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

/** API keys. */
@Path("/api/v1/api-keys")
public final class ApiKeyResource {
    private final IdentityDao identity;
    private final IdentityView view;
    private final ApiKeyUses uses;
    private final ReadBarrier barrier;

    public ApiKeyResource(IdentityDao identity, IdentityView view, ApiKeyUses uses, ReadBarrier barrier) {
        this.identity = identity;
        this.view = view;
        this.uses = uses;
        this.barrier = barrier;
    }

    /** The API keys of who asks; a server's key sees itself alone. */
    @GET
    @Path("/me")
    @Authenticated
    public List<ApiKeyView> mine(@Context Call call) {
        var principal = call.principal();
        barrier.await(call, LedgerProjector.NAME);
        return view.owner(principal).map(identity::apiKeys).orElse(List.of()).stream()
                .filter(key -> principal.server() == null || key.id().toString().equals(principal.id()))
                .map(this::view)
                .toList();
    }

    private ApiKeyView view(StoredKey key) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.serverId(),
                key.scopes(),
                key.createdAt(),
                uses.lastUsed(key.id()).orElse(null),
                key.expiresAt());
    }
}
