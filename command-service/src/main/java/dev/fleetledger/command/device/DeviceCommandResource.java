package dev.fleetledger.command.device;

import dev.fleetledger.command.device.DeviceCommand.CreateDevice;
import dev.fleetledger.command.device.DeviceCommand.DeleteDevice;
import dev.fleetledger.command.device.DeviceCommand.ImportDevice;
import dev.fleetledger.command.device.DeviceCommand.UpdateDevice;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.CsvImport;
import dev.fleetledger.command.http.ImportQuery;
import dev.fleetledger.command.http.ImportReport;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.Csv;
import dev.fleetledger.kit.http.CsvRow;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.pdu.DeviceView;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;

/** Changes of devices. */
@Path("/api/v1/devices")
public final class DeviceCommandResource {
    private final Commands commands;
    private final CsvImport tables;

    public DeviceCommandResource(Commands commands, CsvImport tables) {
        this.commands = commands;
        this.tables = tables;
    }

    /** Registers a device. */
    @POST
    @RequiresPermission({Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE})
    public Created<DeviceView> create(@Context Call call, Body<NewDevice> body) {
        var device = body.read();
        var command = new CreateDevice(UUID.randomUUID(), device.details(), device.serverId());
        var view = answer(call, commands.execute(call, body, command));
        call.message("Device created successfully");
        return new Created<>("/api/v1/devices/" + view.id(), view);
    }

    /** Changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE})
    public DeviceView update(@Context Call call, @PathParam("id") String id, Body<DeviceChanges> body) {
        var device =
                commands.known("Device", id, (state, uuid) -> state.devices().find(uuid));
        var command = new UpdateDevice(device, new DeviceFields(body.read(), body::has));
        var view = answer(call, commands.execute(call, body, command));
        call.message("Device updated successfully");
        return view;
    }

    /** Removes a device that is in no socket; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE})
    public void delete(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new DeleteDevice(PathId.uuid("Device", id)));
    }

    /**
     * Brings devices in by a table with the fields of a new device as columns: creates those whose serial number is
     * new in their organization, changes the others. With {@code dry_run=true} only says what would become of each row.
     */
    @POST
    @Path("/import")
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public ImportReport importTable(@Context Call call, @Context Query<ImportQuery> query, Csv<NewDevice> table) {
        var dryRun = query.read().isDry();
        var report = tables.run(call, table.rows(), dryRun, DeviceCommandResource::row);
        call.message(dryRun ? "Device import checked" : "Device import done");
        return report;
    }

    private static CsvImport.Row row(CsvRow<NewDevice> row) {
        var device = row.read();
        var create = new CreateDevice(UUID.randomUUID(), device.details(), device.serverId());
        var fields = new DeviceFields(row.as(DeviceChanges.class), row::has);
        return new CsvImport.Row(
                CsvImport.key(device.organizationId(), device.serialNumber()), new ImportDevice(create, fields));
    }

    private static DeviceView answer(Call call, CommandReply.Accepted accepted) {
        return Commands.answer(
                call,
                accepted,
                "Device",
                (state, id) -> state.devices().find(id).map(device -> DeviceAnswers.device(device, state)));
    }
}
