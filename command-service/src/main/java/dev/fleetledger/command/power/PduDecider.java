package dev.fleetledger.command.power;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.power.PduCommand.CreatePdu;
import dev.fleetledger.command.power.PduCommand.DeletePdu;
import dev.fleetledger.command.power.PduCommand.ImportPdu;
import dev.fleetledger.command.power.PduCommand.UpdatePdu;
import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduEvent.NewSocket;
import dev.fleetledger.schemas.event.PduEvent.PduCreated;
import dev.fleetledger.schemas.event.PduEvent.PduDeleted;
import dev.fleetledger.schemas.event.PduEvent.PduUpdated;
import dev.fleetledger.schemas.event.PduStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Decides what becomes of PDUs. */
final class PduDecider {
    static final String BUSINESS_RULE_VIOLATION = "BUSINESS_RULE_VIOLATION";

    private PduDecider() {}

    static Decision create(CreatePdu command, FleetState state) {
        var details = command.pdu().pdu().details();
        if (state.pdus().findByCode(details.organizationId(), details.code()).isPresent()) {
            return taken(details);
        }
        var sockets = IntStream.rangeClosed(1, command.pdu().totalSockets())
                .mapToObj(number ->
                        new NewSocket(socketId(command.pduId(), number), number, "Socket " + number, "socket" + number))
                .toList();
        return Decision.accept(new PduCreated(command.pduId(), details, sockets));
    }

    static Decision update(UpdatePdu command, FleetState state) {
        return known(command.pduId(), state, pdu -> update(pdu, command.change(), state));
    }

    static Decision importRow(ImportPdu command, FleetState state) {
        var row = command.row().value();
        return state.pdus()
                .findByCode(row.pdu().organizationId(), row.pdu().code())
                .map(pdu -> update(pdu, command.row().as(NewPdu::changes), state))
                .orElseGet(() -> create(new CreatePdu(command.pduId(), row), state));
    }

    static Decision delete(DeletePdu command, FleetState state) {
        return known(command.pduId(), state, pdu -> delete(pdu, state));
    }

    private static Decision delete(Pdu pdu, FleetState state) {
        if (!pdu.assigned().isEmpty()) {
            return Decision.refuse(new Rejection.Conflict(
                    BUSINESS_RULE_VIOLATION,
                    "Cannot delete PDU with active assignments",
                    assignments(pdu, state),
                    "Unassign all devices before deletion"));
        }
        if (pdu.details().status() != PduStatus.INACTIVE) {
            return Decision.refuse(new Rejection.Conflict(
                    BUSINESS_RULE_VIOLATION,
                    "Cannot delete PDU that is not inactive",
                    Map.of("status", pdu.details().status()),
                    "Set its status to inactive before deletion"));
        }
        return Decision.accept(new PduDeleted(pdu.id()));
    }

    private static Decision update(Pdu pdu, Change<PduChanges> change, FleetState state) {
        var errors = change.errors();
        if (!errors.isEmpty()) {
            return Decision.refuse(new Rejection.Invalid(errors));
        }
        Integer sockets = pdu.sockets().size();
        if (change.sent().contains("totalSockets")
                && !sockets.equals(change.value().totalSockets())) {
            return Decision.refuse(new Rejection.Unprocessable(
                    BUSINESS_RULE_VIOLATION,
                    "total_sockets cannot be changed once the PDU is created",
                    Map.of("total_sockets", sockets),
                    "Create another PDU, and move its devices there"));
        }
        var details = change.as(PduChanges::pdu).as(PduBody::details).over(pdu.details());
        var holder = state.pdus().findByCode(details.organizationId(), details.code());
        if (holder.isPresent() && !holder.get().id().equals(pdu.id())) {
            return taken(details);
        }
        if (details.voltageRating() != pdu.details().voltageRating()
                && !pdu.assigned().isEmpty()
                && !Boolean.TRUE.equals(change.value().confirm())) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFIRMATION_REQUIRED",
                    "The voltage rating changes while devices draw power",
                    assignments(pdu, state),
                    "Check that the devices stand " + details.voltageRating() + " V, and send confirm: true"));
        }
        return details.equals(pdu.details())
                ? Decision.unchanged(pdu.ref())
                : Decision.accept(new PduUpdated(pdu.id(), details));
    }

    private static Map<String, Object> assignments(Pdu pdu, FleetState state) {
        var devices = pdu.assigned().stream()
                .map(socket -> Map.of(
                        "socket_id",
                        socket.id(),
                        "device_serial",
                        state.devices()
                                .find(Objects.requireNonNull(socket.deviceId()))
                                .map(Device::details)
                                .orElseThrow()
                                .serialNumber()))
                .toList();
        return Map.of("active_sockets", devices.size(), "assigned_devices", devices);
    }

    /** Follows from the PDU's, which is random: it is as good as random, and the command needs to bring but one. */
    private static UUID socketId(UUID pduId, int number) {
        return UUID.nameUUIDFromBytes((pduId + "/" + number).getBytes(StandardCharsets.UTF_8));
    }

    private static Decision taken(PduDetails details) {
        return Decision.refuse(new Rejection.Conflict(
                "PDU_EXISTS", "PDU code '" + details.code() + "' already exists in this organization"));
    }

    private static Decision known(UUID id, FleetState state, Function<Pdu, Decision> decide) {
        return Decision.of(state.pdus().find(id), "PDU", id, decide);
    }
}
