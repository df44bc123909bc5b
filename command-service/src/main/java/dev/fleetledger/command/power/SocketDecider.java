package dev.fleetledger.command.power;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.power.PduCommand.AssignDevice;
import dev.fleetledger.command.power.PduCommand.UnassignDevice;
import dev.fleetledger.command.power.PduCommand.UpdateSocket;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Outlet;
import dev.fleetledger.domain.power.PowerViews;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Decides what becomes of sockets, and which device draws power from which. */
final class SocketDecider {

    private SocketDecider() {}

    static Decision update(UpdateSocket command, FleetState state) {
        return known(command.socketId(), state, outlet -> update(outlet, command));
    }

    private static Decision update(Outlet outlet, UpdateSocket command) {
        var errors = Field.nulls(command.name(), command.mqttTopicSuffix());
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var pdu = outlet.pdu();
        var socket = outlet.socket();
        var name = command.name().merge(socket.name(), socket.name());
        var suffix = command.mqttTopicSuffix().merge(socket.mqttTopicSuffix(), socket.mqttTopicSuffix());
        return name.equals(socket.name()) && suffix.equals(socket.mqttTopicSuffix())
                ? Decision.unchanged(pdu.ref())
                : Decision.accept(new SocketUpdated(pdu.id(), socket.id(), name, suffix));
    }

    static Decision assign(AssignDevice command, FleetState state) {
        var id = command.deviceId();
        return known(
                command.socketId(),
                state,
                outlet -> Decision.of(
                        state.devices().find(id),
                        "Device",
                        id,
                        device -> assign(outlet, device, command.force(), state)));
    }

    private static Decision assign(Outlet outlet, Device device, boolean force, FleetState state) {
        var pdu = outlet.pdu();
        var socket = outlet.socket();
        if (device.details().status() == DeviceStatus.DECOMMISSIONED) {
            return Decision.refuse(new Rejection.Unprocessable(
                    PduDecider.BUSINESS_RULE_VIOLATION,
                    "A decommissioned device cannot be assigned to a socket",
                    Map.of("device_id", device.id(), "status", DeviceStatus.DECOMMISSIONED),
                    null));
        }
        if (socket.deviceId() != null) {
            return Decision.refuse(new Rejection.Conflict(
                    "SOCKET_ASSIGNED",
                    "Socket is already assigned to a device",
                    Map.of("socket_id", socket.id(), "device_id", socket.deviceId()),
                    "Unassign that device, or take another socket"));
        }
        var elsewhere = state.pdus().findByDevice(device.id());
        if (elsewhere.isPresent()) {
            return Decision.refuse(new Rejection.Conflict(
                    "DEVICE_ASSIGNED",
                    "Device is already assigned to a socket",
                    Map.of(
                            "device_id",
                            device.id(),
                            "pdu_id",
                            elsewhere.get().pdu().id(),
                            "socket_id",
                            elsewhere.get().socket().id()),
                    "Unassign it from that socket first"));
        }
        var most = pdu.details().maxPowerWatts();
        var power = new PowerViews(state);
        var watts = power.watts(device);
        var allocated = power.allocatedWatts(pdu);
        if (most != null && watts > 0 && allocated + watts > most && !force) {
            return Decision.refuse(new Rejection.Unprocessable(
                    "POWER_BUDGET_EXCEEDED",
                    "The device would bring the PDU to " + (allocated + watts) + " of " + most + " watts",
                    Map.of("max_power_watts", most, "allocated_watts", allocated, "device_watts", watts),
                    "Take another PDU, or send force: true"));
        }
        return Decision.accept(new SocketAssigned(pdu.id(), socket.id(), device.id()));
    }

    static Decision unassign(UnassignDevice command, FleetState state) {
        return known(command.socketId(), state, outlet -> {
            var socket = outlet.socket();
            return socket.deviceId() == null
                    ? Decision.refuse(new Rejection.Conflict("SOCKET_FREE", "Socket has no device assigned"))
                    : Decision.accept(new SocketUnassigned(outlet.pdu().id(), socket.id(), socket.deviceId()));
        });
    }

    private static Decision known(UUID id, FleetState state, Function<Outlet, Decision> decide) {
        return Decision.of(state.pdus().findSocket(id), "Socket", id, decide);
    }
}
