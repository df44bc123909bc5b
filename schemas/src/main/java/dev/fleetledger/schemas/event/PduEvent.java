package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.List;
import java.util.UUID;

/** Facts about power distribution units. A PDU and its sockets are one aggregate: a socket never changes PDU. */
public sealed interface PduEvent extends FleetEvent {

    /** The PDU's identity, never used again. */
    UUID pduId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.PDU, pduId().toString());
    }

    /**
     * A socket as it is made with its PDU.
     *
     * @param socketId never used again
     * @param number counted per PDU from 1
     * @param name for people, 1 to 100 characters
     * @param mqttTopicSuffix what follows the PDU's base topic, 1 to 100 characters
     */
    record NewSocket(UUID socketId, int number, String name, String mqttTopicSuffix) {}

    /** A PDU became part of the fleet, all its sockets with it, each of them free. */
    @EventType("pdu.created")
    record PduCreated(UUID pduId, PduDetails details, List<NewSocket> sockets) implements PduEvent {
        public PduCreated {
            sockets = List.copyOf(sockets);
        }
    }

    /**
     * What an operator says of a PDU changed.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("pdu.updated")
    record PduUpdated(UUID pduId, PduDetails details) implements PduEvent {}

    /** A PDU left the fleet, and its sockets with it; its code is free again. */
    @EventType("pdu.deleted")
    record PduDeleted(UUID pduId) implements PduEvent {}

    /** A socket is called, or reached by MQTT, as told from now on. */
    @EventType("socket.updated")
    record SocketUpdated(UUID pduId, UUID socketId, String name, String mqttTopicSuffix) implements PduEvent {}

    /** A device draws its power from a socket that was free. */
    @EventType("socket.assigned")
    record SocketAssigned(UUID pduId, UUID socketId, UUID deviceId) implements PduEvent {}

    /** The device of a socket left it; the socket is free. */
    @EventType("socket.unassigned")
    record SocketUnassigned(UUID pduId, UUID socketId, UUID deviceId) implements PduEvent {}
}
