package dev.fleetledger.command.identity;

import dev.fleetledger.command.identity.AuthAnswers.Ticket;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;

/** Tickets for streams. */
@Path("/api/v1/stream-tickets")
@Speaks(Contract.HOMELAB)
public final class StreamTicketResource {
    private static final String PATH = "/api/v1/stream-tickets";

    private final IdentityService identity;
    private final Tokens tokens;

    StreamTicketResource(IdentityService identity, Tokens tokens) {
        this.identity = identity;
        this.tokens = tokens;
    }

    /** Gives a ticket that opens one stream for who asks. */
    @POST
    @Authenticated
    public Created<Ticket> create(@Context Call call) {
        var principal = call.principal();
        var ticket = tokens.ticket(identity.state(), principal.actor(), principal.session());
        return new Created<>(PATH, new Ticket(ticket.getKey(), ticket.getValue()));
    }
}
