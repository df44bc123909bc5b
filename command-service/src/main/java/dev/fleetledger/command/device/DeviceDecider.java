package dev.fleetledger.command.device;

import dev.fleetledger.command.device.DeviceCommand.CreateDevice;
import dev.fleetledger.command.device.DeviceCommand.DeleteDevice;
import dev.fleetledger.command.device.DeviceCommand.ImportDevice;
import dev.fleetledger.command.device.DeviceCommand.UpdateDevice;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.server.Server;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.DeviceStatus;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Decides what becomes of devices. */
final class DeviceDecider {

    private DeviceDecider() {}

    static Decision create(CreateDevice command, FleetState state) {
        var details = command.details();
        if (command.server() != null) {
            var server = state.servers().findAny(command.server());
            if (server.isEmpty()) {
                return noServer(command.server());
            }
            details = details.withServer(server.get().id());
        }
        return state.devices()
                        .findBySerial(details.organizationId(), details.serialNumber())
                        .isPresent()
                ? taken(details)
                : Decision.accept(new DeviceCreated(command.deviceId(), details));
    }

    static Decision update(UpdateDevice command, FleetState state) {
        return state.devices()
                .find(command.deviceId())
                .map(device -> update(device, command.fields(), state))
                .orElseGet(() -> notFound(command.deviceId()));
    }

    static Decision importRow(ImportDevice command, FleetState state) {
        var details = command.create().details();
        return state.devices()
                .findBySerial(details.organizationId(), details.serialNumber())
                .map(device -> update(device, command.fields(), state))
                .orElseGet(() -> create(command.create(), state));
    }

    static Decision delete(DeleteDevice command, FleetState state) {
        return state.devices()
                .find(command.deviceId())
                .map(device -> assignedElse(
                        device,
                        "Cannot delete device that is assigned to a socket",
                        state,
                        Decision.accept(new DeviceDeleted(device.id()))))
                .orElseGet(() -> notFound(command.deviceId()));
    }

    private static Decision update(Device device, DeviceFields fields, FleetState state) {
        var errors = fields.cleared();
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var old = device.details();
        var asked = fields.changes().serverId();
        var server = asked == null
                ? Optional.<UUID>empty()
                : state.servers().findAny(asked).map(Server::id);
        if (asked != null && server.isEmpty()) {
            return noServer(asked);
        }
        var details = fields.merge(old, server.orElse(null));
        var holder = state.devices().findBySerial(details.organizationId(), details.serialNumber());
        if (holder.isPresent() && !holder.get().id().equals(device.id())) {
            return taken(details);
        }
        if (details.equals(old)) {
            return Decision.unchanged(
                    new AggregateRef(AggregateType.DEVICE, device.id().toString()));
        }
        var updated = Decision.accept(new DeviceUpdated(device.id(), details));
        return details.status() == DeviceStatus.DECOMMISSIONED && old.status() != DeviceStatus.DECOMMISSIONED
                ? assignedElse(device, "Cannot decommission device that is assigned to a socket", state, updated)
                : updated;
    }

    private static Decision assignedElse(Device device, String message, FleetState state, Decision otherwise) {
        return state.pdus()
                .findByDevice(device.id())
                .map(outlet -> Decision.refuse(new Rejection.Conflict(
                        "BUSINESS_RULE_VIOLATION",
                        message,
                        Map.of(
                                "pdu_id",
                                outlet.pdu().id(),
                                "socket_id",
                                outlet.socket().id()),
                        "Unassign it from its socket first")))
                .orElse(otherwise);
    }

    private static Decision noServer(String server) {
        return Decision.refuse(new Rejection.Unprocessable(
                "SERVER_NOT_FOUND",
                "Server '" + server + "' not found",
                Map.of("field", "server_id", "server_id", server),
                "Register the server first"));
    }

    private static Decision taken(DeviceDetails details) {
        return Decision.refuse(new Rejection.Conflict(
                "DEVICE_EXISTS",
                "Device with serial number '" + details.serialNumber() + "' already exists in this organization"));
    }

    private static Decision notFound(UUID id) {
        return Decision.refuse(new Rejection.NotFound("Device", id.toString()));
    }
}
