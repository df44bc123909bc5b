package dev.fleetledger.command.power;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.identity.Permission;
import java.util.Set;
import java.util.UUID;

/** What may be asked of the devices of a fleet. */
public sealed interface DeviceCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return switch (this) {
            case CreateDevice ignored -> Set.of(Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE);
            case UpdateDevice ignored -> Set.of(Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE);
            case ImportDevice ignored -> Set.of(Permission.DEVICE_MANAGE);
            case DeleteDevice ignored -> Set.of(Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE);
        };
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case CreateDevice create -> DeviceDecider.create(create, state);
            case UpdateDevice update -> DeviceDecider.update(update, state);
            case ImportDevice row -> DeviceDecider.importRow(row, state);
            case DeleteDevice delete -> DeviceDecider.delete(delete, state);
        };
    }

    /**
     * Adds a device.
     *
     * @param deviceId its new id
     */
    record CreateDevice(UUID deviceId, NewDevice device) implements DeviceCommand {}

    /** Changes the fields that were sent. */
    record UpdateDevice(UUID deviceId, Change<NewDevice> change) implements DeviceCommand {}

    /**
     * Creates the device of a row, or changes the one that has its serial number.
     *
     * @param deviceId its new id, if there is none
     */
    record ImportDevice(UUID deviceId, Change<NewDevice> row) implements DeviceCommand {}

    /** Removes a device. */
    record DeleteDevice(UUID deviceId) implements DeviceCommand {}
}
