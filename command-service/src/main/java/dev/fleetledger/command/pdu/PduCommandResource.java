package dev.fleetledger.command.pdu;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.pdu.PduCommand.CreatePdu;
import dev.fleetledger.command.pdu.PduCommand.DeletePdu;
import dev.fleetledger.command.pdu.PduCommand.UpdatePdu;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.pdu.PduView;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;

/** Changes of power distribution units. */
@Path("/api/v1/pdus")
public final class PduCommandResource {
    private final Commands commands;

    public PduCommandResource(Commands commands) {
        this.commands = commands;
    }

    /** Registers a PDU, and makes its sockets. */
    @POST
    @RequiresPermission({Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE})
    public Created<PduView> create(@Context Call call, Body<NewPdu> body) {
        var pdu = body.read();
        var command = new CreatePdu(UUID.randomUUID(), pdu.details(), pdu.totalSockets());
        var view = answer(call, commands.execute(call, body, command));
        call.message("PDU created successfully");
        return new Created<>("/api/v1/pdus/" + view.id(), view);
    }

    /** Changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE})
    public PduView update(@Context Call call, @PathParam("id") String id, Body<PduChanges> body) {
        var pdu = PathId.uuid("PDU", id);
        if (commands.state().pdus().find(pdu).isEmpty()) {
            throw PathId.notFound("PDU", id);
        }
        var changes = body.read();
        var confirmed = Boolean.TRUE.equals(changes.confirm());
        var command = new UpdatePdu(pdu, PduFields.of(changes, body::has), confirmed);
        var view = answer(call, commands.execute(call, body, command));
        call.message("PDU updated successfully");
        return view;
    }

    /** Removes an inactive PDU without devices, and its sockets; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE})
    public void delete(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new DeletePdu(PathId.uuid("PDU", id)));
    }

    private static PduView answer(Call call, CommandReply.Accepted accepted) {
        Commands.tag(call, accepted);
        var state = accepted.state();
        var id = accepted.subject().id();
        return state.pdus()
                .find(UUID.fromString(id))
                .map(pdu -> PduAnswers.pdu(pdu, state))
                .orElseThrow(() -> PathId.notFound("PDU", id));
    }
}
