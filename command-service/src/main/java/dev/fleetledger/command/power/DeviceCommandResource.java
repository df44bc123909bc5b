package dev.fleetledger.command.power;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.CsvImport;
import dev.fleetledger.command.http.ImportQuery;
import dev.fleetledger.command.http.ImportReport;
import dev.fleetledger.command.http.Kind;
import dev.fleetledger.command.power.DeviceCommand.CreateDevice;
import dev.fleetledger.command.power.DeviceCommand.DeleteDevice;
import dev.fleetledger.command.power.DeviceCommand.ImportDevice;
import dev.fleetledger.command.power.DeviceCommand.UpdateDevice;
import dev.fleetledger.domain.power.DeviceView;
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
import java.util.function.UnaryOperator;

/** Changes of devices. */
@Path("/api/v1/devices")
@Speaks(Contract.PDU)
public final class DeviceCommandResource {
    private final Kind<DeviceView> devices;
    private final CsvImport tables;

    public DeviceCommandResource(Commands commands, CsvImport tables) {
        this.devices = new Kind<>(
                commands,
                "Device",
                "/api/v1/devices",
                (state, id) -> state.devices().find(id).map(new PowerViews(state)::device));
        this.tables = tables;
    }

    /** Registers a device. */
    @POST
    @RequiresPermission({Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE})
    public Created<DeviceView> create(@Context Call call, Body<NewDevice> body) {
        return devices.create(call, body, CreateDevice::new);
    }

    /** Changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE})
    public DeviceView update(@Context Call call, @PathParam("id") String id, Body<Change<NewDevice>> body) {
        return devices.update(call, id, body, UpdateDevice::new);
    }

    /** Removes a device that is in no socket; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE})
    public void delete(@Context Call call, @PathParam("id") String id) {
        devices.delete(call, id, DeleteDevice::new);
    }

    /**
     * Brings devices in by a table with the fields of a new device as columns: creates those whose serial number is
     * new in their organization, changes the others. With {@code dry_run=true} only says what would become of each row.
     */
    @POST
    @Path("/import")
    @Limited(RateLimit.BULK)
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public ImportReport importTable(@Context Call call, @Context Query<ImportQuery> query, Csv<NewDevice> table) {
        return tables.run(
                call,
                "Device",
                query,
                table,
                device -> CsvImport.key(device.organizationId(), device.serialNumber()),
                UnaryOperator.identity(),
                ImportDevice::new);
    }
}
