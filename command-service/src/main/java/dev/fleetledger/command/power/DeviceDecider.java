package dev.fleetledger.command.power;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.power.DeviceCommand.CreateDevice;
import dev.fleetledger.command.power.DeviceCommand.DeleteDevice;
import dev.fleetledger.command.power.DeviceCommand.ImportDevice;
import dev.fleetledger.command.power.DeviceCommand.UpdateDevice;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.DeviceStatus;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of devices. */
final class DeviceDecider {

    private DeviceDecider() {}

    static Decision create(CreateDevice command, FleetState state) {
        var device = command.device();
        return become(command.deviceId(), null, device.details(), device.serverId(), state);
    }

    static Decision update(UpdateDevice command, FleetState state) {
        return known(command.deviceId(), state, device -> update(device, command.change(), state));
    }

    static Decision importRow(ImportDevice command, FleetState state) {
        var row = command.row().value();
        return state.devices()
                .findBySerial(row.organizationId(), row.serialNumber())
                .map(device -> update(device, command.row(), state))
                .orElseGet(() -> create(new CreateDevice(command.deviceId(), row), state));
    }

    static Decision delete(DeleteDevice command, FleetState state) {
        return known(command.deviceId(), state, device -> {
            var deleted = Decision.accept(new DeviceDeleted(device.id()));
            return assignedElse(device, "Cannot delete device that is assigned to a socket", state, deleted);
        });
    }

    private static Decision update(Device device, Change<NewDevice> change, FleetState state) {
        var errors = change.errors();
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        var details = change.as(NewDevice::details).over(device.details());
        return become(device.id(), device, details, change.value().serverId(), state);
    }

    /**
     * What becomes of a device that is to be like this.
     *
     * @param before it, or null if it is new
     * @param server the slug, uuid or number of the server that it is to be, or null for that of the details
     */
    private static Decision become(
            UUID id, @Nullable Device before, DeviceDetails details, @Nullable String server, FleetState state) {
        if (server != null) {
            return state.servers()
                    .findAny(server)
                    .map(found -> become(id, before, details.withServer(found.id()), null, state))
                    .orElseGet(() -> noServer(server));
        }
        var holder = state.devices().findBySerial(details.organizationId(), details.serialNumber());
        if (holder.isPresent() && !holder.get().id().equals(id)) {
            return Decision.refuse(new Rejection.Conflict(
                    "DEVICE_EXISTS",
                    "Device with serial number '" + details.serialNumber() + "' already exists in this organization"));
        }
        if (before == null) {
            return Decision.accept(new DeviceCreated(id, details));
        }
        if (details.equals(before.details())) {
            return Decision.unchanged(before.ref());
        }
        var updated = Decision.accept(new DeviceUpdated(id, details));
        var retired = DeviceStatus.DECOMMISSIONED;
        return details.status() == retired && before.details().status() != retired
                ? assignedElse(before, "Cannot decommission device that is assigned to a socket", state, updated)
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

    private static Decision known(UUID id, FleetState state, Function<Device, Decision> decide) {
        return Decision.of(state.devices().find(id), "Device", id, decide);
    }
}
