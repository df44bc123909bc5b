package dev.fleetledger.command.pdu;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.PduDetails;
import java.util.Set;
import java.util.UUID;

/** What may be asked of the PDUs of a fleet and of their sockets. */
public sealed interface PduCommand extends Command {

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return switch (this) {
            case CreatePdu create -> PduDecider.create(create, state);
            case UpdatePdu update -> PduDecider.update(update, state);
            case ImportPdu row -> PduDecider.importRow(row, state);
            case DeletePdu delete -> PduDecider.delete(delete, state);
            case UpdateSocket update -> SocketDecider.update(update, state);
            case AssignDevice assign -> SocketDecider.assign(assign, state);
            case UnassignDevice unassign -> SocketDecider.unassign(unassign, state);
        };
    }

    /**
     * Adds a PDU with its sockets.
     *
     * @param pduId its new id
     * @param totalSockets 1 to 48
     */
    record CreatePdu(UUID pduId, PduDetails details, int totalSockets) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE);
        }
    }

    /**
     * Changes the fields that were sent.
     *
     * @param confirmed whether the voltage may change although devices draw power
     */
    record UpdatePdu(UUID pduId, PduFields fields, boolean confirmed) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE);
        }
    }

    /**
     * Creates the PDU of a row, or changes the one that has its code.
     *
     * @param create for when there is none
     * @param fields what the row says, for when there is one
     */
    record ImportPdu(CreatePdu create, PduFields fields) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_MANAGE);
        }
    }

    /** Removes a PDU and its sockets. */
    record DeletePdu(UUID pduId) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE);
        }
    }

    /** Changes what a socket is called. */
    record UpdateSocket(UUID socketId, Field<String> name, Field<String> mqttTopicSuffix) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_UPDATE, Permission.DEVICE_CONFIGURE);
        }
    }

    /**
     * Has a device draw its power from a socket.
     *
     * @param force whether the PDU's power budget may be exceeded
     */
    record AssignDevice(UUID socketId, UUID deviceId, boolean force) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_MANAGE);
        }
    }

    /** Takes the device of a socket from it. */
    record UnassignDevice(UUID socketId) implements PduCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of(Permission.DEVICE_MANAGE);
        }
    }
}
