package dev.fleetledger.domain.power;

import dev.fleetledger.domain.Table;
import dev.fleetledger.domain.text.Lookalikes;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.PduEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The PDUs of a fleet, and their sockets. */
public record Pdus(Table<UUID, Pdu> table) {
    /** That of several PDUs, if they were let in once. */
    private static final Table.Key<Pdu, Code> CODE = new Table.Key<>(pdu ->
            Stream.of(Code.of(pdu.details().organizationId(), pdu.details().code())));

    private static final Table.Key<Pdu, UUID> SOCKET =
            new Table.Key<>(pdu -> pdu.sockets().stream().map(Socket::id));
    private static final Table.Key<Pdu, UUID> DEVICE = new Table.Key<>(Pdu::deviceIds);

    public static final Pdus EMPTY = new Pdus(Table.by(List.of(CODE, SOCKET, DEVICE)));

    /** Codes are one in an organization if they look the same: labels are read by people, and typed. */
    private record Code(@Nullable UUID organizationId, String look) {
        static Code of(@Nullable UUID organizationId, String code) {
            return new Code(organizationId, Pdus.look(code));
        }
    }

    /** What codes have in common that look the same. */
    public static String look(String code) {
        return Lookalikes.fold(code);
    }

    public Optional<Pdu> find(UUID id) {
        return table.find(id);
    }

    /** The PDU that has this code in this organization, or else one that looks like it but for case, width and the like. */
    public Optional<Pdu> findByCode(@Nullable UUID organizationId, String code) {
        var alike = table.all(CODE, Code.of(organizationId, code));
        return alike.stream()
                .filter(pdu -> pdu.details().code().equals(code))
                .findFirst()
                .or(() -> alike.stream().findFirst());
    }

    public Optional<Outlet> findSocket(UUID id) {
        return table.find(SOCKET, id).flatMap(pdu -> pdu.outlet(id));
    }

    /** The socket that a device draws its power from. */
    public Optional<Outlet> findByDevice(UUID device) {
        return table.find(DEVICE, device).flatMap(pdu -> pdu.outletOf(device));
    }

    /** The PDUs after one more event. */
    public Pdus evolve(PduEvent event, EventMetadata metadata) {
        return new Pdus(table.evolve(event.pduId(), before -> Pdu.evolve(before, event, metadata)));
    }

    public Pdus plus(Pdu pdu) {
        return new Pdus(table.plus(pdu.id(), pdu));
    }
}
