package dev.fleetledger.command.pdu;

import dev.fleetledger.command.device.DeviceAnswers;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.pdu.PdusState.Outlet;
import dev.fleetledger.kit.pdu.PduView;
import dev.fleetledger.kit.pdu.SocketView;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;

/** PDUs and sockets as the answers to commands show them: the state after the command. */
final class PduAnswers {

    private PduAnswers() {}

    static PduView pdu(Pdu pdu, FleetState state) {
        return PduView.of(
                pdu.id(),
                pdu.details(),
                pdu.sockets().stream().map(socket -> socket(pdu, socket)).toList(),
                Power.allocated(pdu, state),
                pdu.createdAt(),
                pdu.updatedAt(),
                state.version(new AggregateRef(AggregateType.PDU, pdu.id().toString())));
    }

    /** With its device. */
    static SocketView socket(Outlet outlet, FleetState state) {
        var view = socket(outlet.pdu(), outlet.socket());
        return view.deviceId() == null
                ? view
                : view.with(DeviceAnswers.device(
                        state.devices().find(view.deviceId()).orElseThrow(), state));
    }

    private static SocketView socket(Pdu pdu, Socket socket) {
        return SocketView.of(
                socket.id(),
                pdu.id(),
                socket.number(),
                socket.name(),
                socket.mqttTopicSuffix(),
                socket.deviceId(),
                socket.assignedAt());
    }
}
