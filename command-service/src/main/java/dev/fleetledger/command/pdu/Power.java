package dev.fleetledger.command.pdu;

import dev.fleetledger.command.device.Device;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.server.ServersState;
import dev.fleetledger.kit.server.ServerView.PowerFeed;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What devices may draw, in watts, and where they do. */
public final class Power {

    private Power() {}

    /** What a device may draw: as rated, else as its server's thermal design says; 0 if nobody knows. */
    static long of(Device device, ServersState servers) {
        var rated = device.details().ratedWatts();
        if (rated != null) {
            return rated;
        }
        var server = device.details().serverId();
        var tdp = server == null
                ? null
                : servers.find(server).map(known -> known.details().tdpWatts()).orElse(null);
        return tdp == null ? 0 : tdp;
    }

    /** What the devices of a PDU may draw together. */
    static long allocated(Pdu pdu, FleetState state) {
        return pdu.assigned().stream()
                .map(socket -> state.devices().find(Objects.requireNonNull(socket.deviceId())))
                .mapToLong(device -> of(device.orElseThrow(), state.servers()))
                .sum();
    }

    /** Where a server draws its power. */
    public static List<PowerFeed> feeds(UUID server, FleetState state) {
        return state.pdus().socketByDevice().entrySet().stream()
                .filter(entry -> state.devices()
                        .find(entry.getKey())
                        .filter(device -> server.equals(device.details().serverId()))
                        .isPresent())
                .flatMap(entry -> state.pdus().findSocket(entry.getValue()).stream()
                        .map(outlet -> new PowerFeed(
                                outlet.pdu().id(),
                                outlet.pdu().details().code(),
                                outlet.pdu().details().name(),
                                outlet.socket().id(),
                                outlet.socket().number(),
                                entry.getKey())))
                .sorted(Comparator.comparing(feed -> feed.pduId().toString()))
                .toList();
    }
}
