package dev.fleetledger.query.ledger;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.query.ledger.CommandOutcomes.Found;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Set;

/** What became of commands, for clients that lost the answer. */
@Path("/api/v1/ledger/commands")
@Speaks(Contract.HOMELAB)
public final class CommandOutcomeResource {
    private final CommandOutcomes outcomes;

    public CommandOutcomeResource(CommandOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** The outcome of one's own command, or with {@code audit.read} of anyone's. */
    @GET
    @Path("/{id}")
    @Authenticated
    @Bindable
    public CommandOutcome get(@Context Call call, @PathParam("id") String id) {
        var principal = call.principal();
        return outcomes.find(PathId.uuid("Command", id))
                .filter(found -> mayKnow(principal, found))
                .map(Found::outcome)
                .orElseThrow(() -> principal.isBound() ? forbidden() : PathId.notFound("Command", id));
    }

    private static boolean mayKnow(Principal principal, Found found) {
        return principal.actor().equals(found.actor())
                || (!principal.isBound() && (found.actor() == null || principal.may(Permission.AUDIT_READ)));
    }

    private static RejectedException forbidden() {
        return new RejectedException(new Rejection.Forbidden(Set.of(Permission.AUDIT_READ), Set.of()));
    }
}
