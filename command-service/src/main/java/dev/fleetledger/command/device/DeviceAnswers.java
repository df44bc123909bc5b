package dev.fleetledger.command.device;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.pdu.DeviceView;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;

/** Devices as the answers to commands show them: the state after the command. */
public final class DeviceAnswers {

    private DeviceAnswers() {}

    public static DeviceView device(Device device, FleetState state) {
        var server = device.details().serverId();
        return DeviceView.of(
                device.id(),
                device.details(),
                server == null || state.servers().find(server).isEmpty() ? null : server,
                state.pdus()
                        .findByDevice(device.id())
                        .map(outlet -> new DeviceView.Place(
                                outlet.socket().id(),
                                outlet.pdu().id(),
                                outlet.socket().number()))
                        .orElse(null),
                device.createdAt(),
                device.updatedAt(),
                state.version(new AggregateRef(AggregateType.DEVICE, device.id().toString())));
    }
}
