package dev.fleetledger.domain.power;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A power distribution unit and its sockets.
 *
 * @param sockets in the order of their numbers, without gaps
 * @param updatedAt when it, or one of its sockets, last changed
 */
public record Pdu(
        UUID id,
        @JsonUnwrapped PduDetails details,

        @JsonSerialize(converter = StoredPdus.ByNumber.class) @JsonDeserialize(converter = StoredPdus.InOrder.class)
        PVector<Socket> sockets,

        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {

    /** The PDU after an event; null once it is gone. */
    public static @Nullable Pdu evolve(@Nullable Pdu before, PduEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case PduCreated created ->
                new Pdu(created.pduId(), created.details(), sockets(created.sockets()), now, now);
            case PduUpdated updated -> Aggregate.known(before).with(updated.details(), now);
            case SocketUpdated of ->
                Aggregate.known(before)
                        .with(of.socketId(), socket -> socket.named(of.name(), of.mqttTopicSuffix()), now);
            case SocketAssigned of ->
                Aggregate.known(before).with(of.socketId(), socket -> socket.with(of.deviceId(), now), now);
            case SocketUnassigned of ->
                Aggregate.known(before).with(of.socketId(), socket -> socket.with(null, null), now);
            case PduDeleted ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.PDU, id.toString());
    }

    /** By its sockets, and by what draws power from them. */
    @Override
    public Set<String> names() {
        var names = new TreeSet<String>();
        for (var socket : sockets) {
            names.add(socketName(socket.id()));
            if (socket.deviceId() != null) {
                names.add(deviceName(socket.deviceId()));
            }
        }
        return names;
    }

    public static String socketName(UUID socket) {
        return "socket:" + socket;
    }

    public static String deviceName(UUID device) {
        return "device:" + device;
    }

    /** The sockets that have a device. */
    public List<Socket> assigned() {
        return sockets.stream().filter(socket -> socket.deviceId() != null).toList();
    }

    /** The devices that draw power from it. */
    public Stream<UUID> deviceIds() {
        return sockets.stream().map(Socket::deviceId).filter(Objects::nonNull);
    }

    public Optional<Outlet> outlet(UUID socketId) {
        return sockets.stream()
                .filter(socket -> socket.id().equals(socketId))
                .map(socket -> new Outlet(this, socket))
                .findFirst();
    }

    /** The socket that a device draws its power from. */
    public Optional<Outlet> outletOf(UUID device) {
        return sockets.stream()
                .filter(socket -> device.equals(socket.deviceId()))
                .map(socket -> new Outlet(this, socket))
                .findFirst();
    }

    private Pdu with(PduDetails newDetails, Instant now) {
        return new Pdu(id, newDetails, sockets, createdAt, now);
    }

    private Pdu with(UUID socketId, UnaryOperator<Socket> change, Instant now) {
        var socket = change.apply(outlet(socketId)
                .orElseThrow(() -> new IllegalStateException("an event of a socket that never was"))
                .socket());
        return new Pdu(id, details, sockets.with(socket.number() - 1, socket), createdAt, now);
    }

    private static PVector<Socket> sockets(List<NewSocket> made) {
        return TreePVector.from(made.stream()
                .map(socket -> new Socket(
                        socket.socketId(), socket.number(), socket.name(), socket.mqttTopicSuffix(), null, null))
                .toList());
    }
}
