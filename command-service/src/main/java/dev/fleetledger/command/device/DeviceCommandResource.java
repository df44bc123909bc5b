package dev.fleetledger.command.device;

import dev.fleetledger.command.device.DeviceCommand.CreateDevice;
import dev.fleetledger.command.device.DeviceCommand.DeleteDevice;
import dev.fleetledger.command.device.DeviceCommand.UpdateDevice;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
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

    public DeviceCommandResource(Commands commands) {
        this.commands = commands;
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
        var device = PathId.uuid("Device", id);
        if (commands.state().devices().find(device).isEmpty()) {
            throw PathId.notFound("Device", id);
        }
        var command = new UpdateDevice(device, DeviceFields.of(body.read(), body::has));
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

    private static DeviceView answer(Call call, CommandReply.Accepted accepted) {
        Commands.tag(call, accepted);
        var state = accepted.state();
        var id = accepted.subject().id();
        return state.devices()
                .find(UUID.fromString(id))
                .map(device -> DeviceAnswers.device(device, state))
                .orElseThrow(() -> PathId.notFound("Device", id));
    }
}
