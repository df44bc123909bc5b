package dev.fleetledger.command.power;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.identity.Permission;
import java.util.Set;
import java.util.UUID;

/** What may be asked of the PDUs of a fleet and of their sockets. */
public sealed interface PduCommand extends Command {

    @Override
    default Set<Permission> permissions() {
        return switch (this) {
            case CreatePdu ignored -> Set.of(Permission.DEVICE_CREATE, Permission.DEVICE_MANAGE);
            case UpdatePdu ignored -> Set.of(Permission.DEVICE_UPDATE, Permission.DEVICE_MANAGE);
            case ImportPdu ignored -> Set.of(Permission.DEVICE_MANAGE);
            case AssignDevice ignored -> Set.of(Permission.DEVICE_MANAGE);
            case UnassignDevice ignored -> Set.of(Permission.DEVICE_MANAGE);
            case DeletePdu ignored -> Set.of(Permission.DEVICE_DELETE, Permission.DEVICE_MANAGE);
            case UpdateSocket ignored -> Set.of(Permission.DEVICE_UPDATE, Permission.DEVICE_CONFIGURE);
        };
    }

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
     */
    record CreatePdu(UUID pduId, NewPdu pdu) implements PduCommand {}

    /** Changes the fields that were sent. */
    record UpdatePdu(UUID pduId, Change<PduChanges> change) implements PduCommand {}

    /**
     * Creates the PDU of a row, or changes the one that has its code.
     *
     * @param pduId its new id, if there is none
     */
    record ImportPdu(UUID pduId, Change<NewPdu> row) implements PduCommand {}

    /** Removes a PDU and its sockets. */
    record DeletePdu(UUID pduId) implements PduCommand {}

    /** Changes what a socket is called. */
    record UpdateSocket(UUID socketId, Field<String> name, Field<String> mqttTopicSuffix) implements PduCommand {}

    /**
     * Has a device draw its power from a socket.
     *
     * @param force whether the PDU's power budget may be exceeded
     */
    record AssignDevice(UUID socketId, UUID deviceId, boolean force) implements PduCommand {}

    /** Takes the device of a socket from it. */
    record UnassignDevice(UUID socketId) implements PduCommand {}
}
