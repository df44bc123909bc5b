package dev.fleetledger.command.device;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.DeviceDetails;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What may be asked of the devices of a fleet. */
public sealed interface DeviceCommand extends Command {

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
     * @param details without the server
     * @param server the slug, uuid or number of the server that it is, or null
     */
    record CreateDevice(
            UUID deviceId, DeviceDetails details, @Nullable String server) implements DeviceCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE);
        }
    }

    /** Changes the fields that were sent. */
    record UpdateDevice(UUID deviceId, DeviceFields fields) implements DeviceCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE);
        }
    }

    /**
     * Creates the device of a row, or changes the one that has its serial number.
     *
     * @param create for when there is none
     * @param fields what the row says, for when there is one
     */
    record ImportDevice(CreateDevice create, DeviceFields fields) implements DeviceCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_MANAGE);
        }
    }

    /** Removes a device. */
    record DeleteDevice(UUID deviceId) implements DeviceCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE);
        }
    }
}
