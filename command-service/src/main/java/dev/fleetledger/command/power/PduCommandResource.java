package dev.fleetledger.command.power;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.CsvImport;
import dev.fleetledger.command.http.ImportQuery;
import dev.fleetledger.command.http.ImportReport;
import dev.fleetledger.command.http.Kind;
import dev.fleetledger.command.power.PduCommand.CreatePdu;
import dev.fleetledger.command.power.PduCommand.DeletePdu;
import dev.fleetledger.command.power.PduCommand.ImportPdu;
import dev.fleetledger.command.power.PduCommand.UpdatePdu;
import dev.fleetledger.domain.power.PduView;
import dev.fleetledger.domain.power.Pdus;
import dev.fleetledger.domain.power.PowerViews;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.http.parameter.Csv;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** Changes of power distribution units. */
@Path("/api/v1/pdus")
@Speaks(Contract.PDU)
public final class PduCommandResource {
    private final Kind<PduView> pdus;
    private final CsvImport tables;

    public PduCommandResource(Commands commands, CsvImport tables) {
        this.pdus = new Kind<>(
                commands,
                "PDU",
                "/api/v1/pdus",
                (state, id) -> state.pdus().find(id).map(pdu -> new PowerViews(state).pdu(pdu, PduView.Parts.SOCKETS)));
        this.tables = tables;
    }

    /** Registers a PDU, and makes its sockets. */
    @POST
    @RequiresPermission({Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE})
    public Created<PduView> create(@Context Call call, Body<NewPdu> body) {
        return pdus.create(call, body, CreatePdu::new);
    }

    /** Changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE})
    public PduView update(@Context Call call, @PathParam("id") String id, Body<Change<PduChanges>> body) {
        return pdus.update(call, id, body, UpdatePdu::new);
    }

    /** Removes an inactive PDU without devices, and its sockets; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE})
    public void delete(@Context Call call, @PathParam("id") String id) {
        pdus.delete(call, id, DeletePdu::new);
    }

    /**
     * Brings PDUs in by a table with the fields of a new PDU as columns: creates those whose code is new in their
     * organization, changes the others. With {@code dry_run=true} only says what would become of each row.
     */
    @POST
    @Path("/import")
    @Limited(RateLimit.BULK)
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public ImportReport importTable(@Context Call call, @Context Query<ImportQuery> query, Csv<NewPdu> table) {
        return tables.run(
                call,
                "PDU",
                query,
                table,
                pdu -> CsvImport.key(pdu.pdu().organizationId(), pdu.pdu().code()),
                Pdus::look,
                ImportPdu::new);
    }
}
