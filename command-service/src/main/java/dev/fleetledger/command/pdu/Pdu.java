package dev.fleetledger.command.pdu;

import dev.fleetledger.schemas.event.PduDetails;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.pcollections.PVector;

/**
 * A PDU as the deciders know it.
 *
 * @param sockets in the order of their numbers, without gaps
 * @param updatedAt when it, or one of its sockets, last changed
 */
public record Pdu(UUID id, PduDetails details, PVector<Socket> sockets, Instant createdAt, Instant updatedAt) {

    /** The sockets that have a device. */
    public List<Socket> assigned() {
        return sockets.stream().filter(socket -> socket.deviceId() != null).toList();
    }

    Pdu with(PduDetails newDetails, Instant now) {
        return new Pdu(id, newDetails, sockets, createdAt, now);
    }

    Pdu with(Socket socket, Instant now) {
        return new Pdu(id, details, sockets.with(socket.number() - 1, socket), createdAt, now);
    }
}
