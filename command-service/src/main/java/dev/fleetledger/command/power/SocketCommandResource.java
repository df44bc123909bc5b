package dev.fleetledger.command.power;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.Kind;
import dev.fleetledger.command.power.PduCommand.AssignDevice;
import dev.fleetledger.command.power.PduCommand.UnassignDevice;
import dev.fleetledger.command.power.PduCommand.UpdateSocket;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.domain.power.PowerViews;
import dev.fleetledger.domain.power.SocketView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of sockets, and what draws power from them. */
@Path("/api/v1/sockets")
@Speaks(Contract.PDU)
public final class SocketCommandResource {
    private final Commands commands;
    private final Kind<SocketView> sockets;

    public SocketCommandResource(Commands commands) {
        this.commands = commands;
        this.sockets = new Kind<>(
                commands,
                "Socket",
                "/api/v1/sockets",
                (state, id) -> state.pdus().findSocket(id).map(outlet -> new PowerViews(state).socket(outlet, true)));
    }

    /**
     * What a socket is called.
     *
     * @param mqttTopicSuffix what follows the PDU's base topic
     */
    public record SocketChanges(
            @Nullable @Size(min = 1, max = 100) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
            String name,

            @Nullable @Size(min = 1, max = 100) String mqttTopicSuffix) {}

    /**
     * What is to draw power from a socket.
     *
     * @param force whether the PDU's power budget may be exceeded
     */
    public record Assignment(
            @NotNull UUID deviceId, @Nullable Boolean force) {}

    /** Changes the fields sent. */
    @PUT
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_UPDATE, Permission.DEVICE_CONFIGURE})
    public SocketView update(@Context Call call, @PathParam("id") String id, Body<SocketChanges> body) {
        return sockets.update(
                call,
                id,
                body,
                (socket, changes) -> new UpdateSocket(
                        socket,
                        Field.of("name", changes.name(), body::has),
                        Field.of("mqtt_topic_suffix", changes.mqttTopicSuffix(), body::has)));
    }

    /** Has a device draw its power from the socket: one device a socket, one socket a device. */
    @POST
    @Path("/{id}/assign")
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public SocketView assign(@Context Call call, @PathParam("id") String id, Body<Assignment> body) {
        return sockets.change(
                call,
                id,
                body,
                (socket, sent) -> new AssignDevice(socket, sent.deviceId(), Boolean.TRUE.equals(sent.force())),
                "Device assigned successfully");
    }

    /** Takes the device of the socket from it. */
    @POST
    @Path("/{id}/unassign")
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public SocketView unassign(@Context Call call, @PathParam("id") String id) {
        var socket = PathId.uuid("Socket", id);
        var accepted = commands.execute(call, new UnassignDevice(socket));
        return sockets.answer(call, accepted, socket, "Device unassigned successfully");
    }
}
