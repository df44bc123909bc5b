package dev.fleetledger.command.pdu;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.CsvImport;
import dev.fleetledger.command.http.ImportQuery;
import dev.fleetledger.command.http.ImportReport;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.pdu.PduCommand.CreatePdu;
import dev.fleetledger.command.pdu.PduCommand.DeletePdu;
import dev.fleetledger.command.pdu.PduCommand.ImportPdu;
import dev.fleetledger.command.pdu.PduCommand.UpdatePdu;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.Csv;
import dev.fleetledger.kit.http.CsvRow;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
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
    private final CsvImport tables;

    public PduCommandResource(Commands commands, CsvImport tables) {
        this.commands = commands;
        this.tables = tables;
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
        var pdu = commands.known("PDU", id, (state, uuid) -> state.pdus().find(uuid));
        var changes = body.read();
        var confirmed = Boolean.TRUE.equals(changes.confirm());
        var command = new UpdatePdu(pdu, new PduFields(changes, body::has), confirmed);
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

    /**
     * Brings PDUs in by a table with the fields of a new PDU as columns: creates those whose code is new in their
     * organization, changes the others. With {@code dry_run=true} only says what would become of each row.
     */
    @POST
    @Path("/import")
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public ImportReport importTable(@Context Call call, @Context Query<ImportQuery> query, Csv<NewPdu> table) {
        var dryRun = query.read().isDry();
        var report = tables.run(call, table.rows(), dryRun, PduCommandResource::row);
        call.message(dryRun ? "PDU import checked" : "PDU import done");
        return report;
    }

    private static CsvImport.Row row(CsvRow<NewPdu> row) {
        var pdu = row.read();
        var create = new CreatePdu(UUID.randomUUID(), pdu.details(), pdu.totalSockets());
        var fields = new PduFields(row.as(PduChanges.class), row::has);
        return new CsvImport.Row(CsvImport.key(pdu.organizationId(), pdu.code()), new ImportPdu(create, fields));
    }

    private static PduView answer(Call call, CommandReply.Accepted accepted) {
        return Commands.answer(
                call, accepted, "PDU", (state, id) -> state.pdus().find(id).map(pdu -> PduAnswers.pdu(pdu, state)));
    }
}
