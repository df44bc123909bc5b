package dev.fleetledger.command.pdu;

import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduEvent.SocketAssigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUnassigned;
import dev.fleetledger.schemas.event.PduEvent.SocketUpdated;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePVector;

/**
 * The PDUs of a fleet.
 *
 * @param byCode their ids by code
 * @param bySocket their ids by those of their sockets
 * @param socketByDevice the ids of the sockets that have a device, by that
 */
public record PdusState(
        PMap<UUID, Pdu> byId, PMap<Code, UUID> byCode, PMap<UUID, UUID> bySocket, PMap<UUID, UUID> socketByDevice) {

    public static final PdusState EMPTY =
            new PdusState(HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty(), HashTreePMap.empty());

    /** What may be there once. */
    record Code(@Nullable UUID organizationId, String code) {
        static Code of(PduDetails details) {
            return new Code(details.organizationId(), details.code());
        }
    }

    /**
     * A socket where it is.
     *
     * @param pdu that it is part of
     */
    public record Outlet(Pdu pdu, Socket socket) {}

    public Optional<Pdu> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The PDU that has this code in this organization. */
    public Optional<Pdu> findByCode(@Nullable UUID organizationId, String code) {
        return Optional.ofNullable(byCode.get(new Code(organizationId, code))).map(byId::get);
    }

    public Optional<Outlet> findSocket(UUID id) {
        return Optional.ofNullable(bySocket.get(id)).map(byId::get).map(pdu -> outlet(pdu, id));
    }

    /** The socket that a device draws its power from. */
    public Optional<Outlet> findByDevice(UUID deviceId) {
        return Optional.ofNullable(socketByDevice.get(deviceId)).flatMap(this::findSocket);
    }

    /** The state after one more event. */
    public PdusState evolve(PduEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case PduCreated created -> {
                var sockets = created.sockets().stream()
                        .map(socket -> new Socket(
                                socket.socketId(),
                                socket.number(),
                                socket.name(),
                                socket.mqttTopicSuffix(),
                                null,
                                null))
                        .toList();
                var pdu = new Pdu(created.pduId(), created.details(), TreePVector.from(sockets), now, now);
                var owners = bySocket;
                for (var socket : sockets) {
                    owners = owners.plus(socket.id(), pdu.id());
                }
                yield new PdusState(
                        byId.plus(pdu.id(), pdu),
                        byCode.plus(Code.of(pdu.details()), pdu.id()),
                        owners,
                        socketByDevice);
            }
            case PduUpdated updated -> {
                var old = known(updated.pduId());
                yield new PdusState(
                        byId.plus(old.id(), old.with(updated.details(), now)),
                        byCode.minus(Code.of(old.details())).plus(Code.of(updated.details()), old.id()),
                        bySocket,
                        socketByDevice);
            }
            case PduDeleted deleted -> {
                var pdu = known(deleted.pduId());
                var sockets = pdu.sockets().stream().map(Socket::id).toList();
                yield new PdusState(
                        byId.minus(pdu.id()),
                        byCode.minus(Code.of(pdu.details())),
                        bySocket.minusAll(sockets),
                        socketByDevice);
            }
            case SocketUpdated updated -> {
                var at = known(updated.pduId(), updated.socketId());
                yield with(
                        at.pdu().with(at.socket().named(updated.name(), updated.mqttTopicSuffix()), now),
                        socketByDevice);
            }
            case SocketAssigned assigned -> {
                var at = known(assigned.pduId(), assigned.socketId());
                yield with(
                        at.pdu().with(at.socket().with(assigned.deviceId(), now), now),
                        socketByDevice.plus(assigned.deviceId(), assigned.socketId()));
            }
            case SocketUnassigned unassigned -> {
                var at = known(unassigned.pduId(), unassigned.socketId());
                yield with(at.pdu().with(at.socket().free(), now), socketByDevice.minus(unassigned.deviceId()));
            }
        };
    }

    private PdusState with(Pdu pdu, PMap<UUID, UUID> assignments) {
        return new PdusState(byId.plus(pdu.id(), pdu), byCode, bySocket, assignments);
    }

    private Pdu known(UUID id) {
        return Objects.requireNonNull(byId.get(id), "an event of a PDU that was never created");
    }

    private Outlet known(UUID pduId, UUID socketId) {
        return outlet(known(pduId), socketId);
    }

    private static Outlet outlet(Pdu pdu, UUID socketId) {
        return pdu.sockets().stream()
                .filter(socket -> socket.id().equals(socketId))
                .findFirst()
                .map(socket -> new Outlet(pdu, socket))
                .orElseThrow(() -> new IllegalStateException("a PDU without the socket that leads to it"));
    }
}
