package dev.fleetledger.query.identity;

import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.ApiKeyView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.ApiKeyUses;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.UUID;

/** API keys. */
@Path("/api/v1/api-keys")
@Speaks(Contract.CHATOPS)
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

    /** The API keys of who asks; a key that is bound to a server or node sees itself alone. */
    @GET
    @Path("/me")
    @Authenticated
    @Bindable
    public List<ApiKeyView> mine(@Context Call call) {
        var principal = call.principal();
        barrier.await(call, Projectors.LEDGER);
        var keys = principal.isBound()
                ? identity.apiKey(UUID.fromString(principal.id())).stream().toList()
                : view.owner(principal).map(identity::apiKeys).orElse(List.of());
        return keys.stream().map(this::view).toList();
    }

    private ApiKeyView view(ApiKey key) {
        return ApiKeyView.of(key, uses.lastUsed(key.id()).orElse(null));
    }
}
