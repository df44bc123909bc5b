package dev.fleetledger.command.pdu;

import dev.fleetledger.command.device.Device;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.pdu.PduCommand.AssignDevice;
import dev.fleetledger.command.pdu.PduCommand.UnassignDevice;
import dev.fleetledger.command.pdu.PduCommand.UpdateSocket;
import dev.fleetledger.command.pdu.PdusState.Outlet;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.DeviceStatus;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import java.util.Map;
import java.util.UUID;

/** Decides what becomes of sockets, and which device draws power from which. */
final class SocketDecider {

    private SocketDecider() {}

    static Decision update(UpdateSocket command, FleetState state) {
        var found = state.pdus().findSocket(command.socketId());
        if (found.isEmpty()) {
            return notFound("Socket", command.socketId());
        }
        var errors = Field.nulls(command.name(), command.mqttTopicSuffix());
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var pdu = found.get().pdu();
        var socket = found.get().socket();
        var name = command.name().merge(socket.name(), socket.name());
        var suffix = command.mqttTopicSuffix().merge(socket.mqttTopicSuffix(), socket.mqttTopicSuffix());
        return name.equals(socket.name()) && suffix.equals(socket.mqttTopicSuffix())
                ? Decision.unchanged(
                        new AggregateRef(AggregateType.PDU, pdu.id().toString()))
                : Decision.accept(new SocketUpdated(pdu.id(), socket.id(), name, suffix));
    }

    static Decision assign(AssignDevice command, FleetState state) {
        var found = state.pdus().findSocket(command.socketId());
        if (found.isEmpty()) {
            return notFound("Socket", command.socketId());
        }
        var device = state.devices().find(command.deviceId());
        if (device.isEmpty()) {
            return notFound("Device", command.deviceId());
        }
        return assign(found.get(), device.get(), command.force(), state);
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
        var watts = Power.of(device, state.servers());
        var allocated = Power.allocated(pdu, state);
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
        var found = state.pdus().findSocket(command.socketId());
        if (found.isEmpty()) {
            return notFound("Socket", command.socketId());
        }
        var socket = found.get().socket();
        return socket.deviceId() == null
                ? Decision.refuse(new Rejection.Conflict("SOCKET_FREE", "Socket has no device assigned"))
                : Decision.accept(new SocketUnassigned(found.get().pdu().id(), socket.id(), socket.deviceId()));
    }

    private static Decision notFound(String resource, UUID id) {
        return Decision.refuse(new Rejection.NotFound(resource, id.toString()));
    }
}
