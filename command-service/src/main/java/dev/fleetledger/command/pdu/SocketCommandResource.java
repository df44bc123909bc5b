package dev.fleetledger.command.pdu;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.pdu.PduCommand.AssignDevice;
import dev.fleetledger.command.pdu.PduCommand.UnassignDevice;
import dev.fleetledger.command.pdu.PduCommand.UpdateSocket;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.pdu.SocketView;
import jakarta.validation.constraints.NotNull;
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
public final class SocketCommandResource {
    private final Commands commands;

    public SocketCommandResource(Commands commands) {
        this.commands = commands;
    }

    /**
     * What a socket is called.
     *
     * @param mqttTopicSuffix what follows the PDU's base topic
     */
    public record SocketChanges(
            @Nullable @Size(min = 1, max = 100) String name,
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
        var socket = known(id);
        var changes = body.read();
        var command = new UpdateSocket(
                socket,
                Field.of("name", changes.name(), body::has),
                Field.of("mqtt_topic_suffix", changes.mqttTopicSuffix(), body::has));
        var view = answer(call, commands.execute(call, body, command), socket);
        call.message("Socket updated successfully");
        return view;
    }

    /** Has a device draw its power from the socket: one device a socket, one socket a device. */
    @POST
    @Path("/{id}/assign")
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public SocketView assign(@Context Call call, @PathParam("id") String id, Body<Assignment> body) {
        var socket = known(id);
        var assignment = body.read();
        var command = new AssignDevice(socket, assignment.deviceId(), Boolean.TRUE.equals(assignment.force()));
        var view = answer(call, commands.execute(call, body, command), socket);
        call.message("Device assigned successfully");
        return view;
    }

    /** Takes the device of the socket from it. */
    @POST
    @Path("/{id}/unassign")
    @RequiresPermission(Permission.DEVICE_MANAGE)
    public SocketView unassign(@Context Call call, @PathParam("id") String id) {
        var socket = PathId.uuid("Socket", id);
        var view = answer(call, commands.execute(call, new UnassignDevice(socket)), socket);
        call.message("Device unassigned successfully");
        return view;
    }

    private UUID known(String id) {
        return commands.known("Socket", id, (state, uuid) -> state.pdus().findSocket(uuid));
    }

    private static SocketView answer(Call call, CommandReply.Accepted accepted, UUID socket) {
        Commands.tag(call, accepted);
        var state = accepted.state();
        return state.pdus()
                .findSocket(socket)
                .map(outlet -> PduAnswers.socket(outlet, state))
                .orElseThrow(() -> PathId.notFound("Socket", socket.toString()));
    }
}
