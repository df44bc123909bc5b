package dev.fleetledger.query.ledger;

import dev.fleetledger.kit.http.Authenticated;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.ledger.CommandOutcomes.Found;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** What became of commands, for clients that lost the answer. */
@Path("/api/v1/ledger/commands")
public final class CommandOutcomeResource {
    private final CommandOutcomes outcomes;

    public CommandOutcomeResource(CommandOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** The outcome of one's own command, or with {@code audit.read} of anyone's. */
    @GET
    @Path("/{id}")
    @Authenticated
    public CommandOutcome get(@Context Call call, @PathParam("id") String id) {
        return outcomes.find(PathId.uuid("Command", id))
                .filter(found -> mayKnow(call, found))
                .map(Found::outcome)
                .orElseThrow(() -> PathId.notFound("Command", id));
    }

    private static boolean mayKnow(Call call, Found found) {
        return found.actor() == null
                || found.actor().equals(call.principal().actor())
                || call.principal().may(Permission.AUDIT_READ);
    }
}
