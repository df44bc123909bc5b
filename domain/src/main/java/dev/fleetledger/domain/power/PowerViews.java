package dev.fleetledger.domain.power;

import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.ServerView.PowerFeed;
import dev.fleetledger.schemas.event.ServerDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** PDUs, sockets and devices as every answer shows them, with what they hold of one another. */
public final class PowerViews {
    private static final Comparator<PowerFeed> BY_PDU_AND_SOCKET = Comparator.<PowerFeed, String>comparing(
                    feed -> feed.pduId().toString())
            .thenComparingInt(PowerFeed::socketNumber);

    private final PowerLookup fleet;

    public PowerViews(PowerLookup fleet) {
        this.fleet = fleet;
    }

    public PduView pdu(Pdu pdu, PduView.Parts shown) {
        return PduView.of(pdu, shown, sockets(pdu, shown.devices()), allocatedWatts(pdu), fleet.version(pdu.ref()));
    }

    /** The sockets of a PDU in the order of their numbers, with their devices if asked for. */
    public List<SocketView> sockets(Pdu pdu, boolean withDevices) {
        return pdu.sockets().stream()
                .map(socket -> socket(new Outlet(pdu, socket), withDevices))
                .toList();
    }

    /** With its device, if it has one and that was asked for. */
    public SocketView socket(Outlet outlet, boolean withDevice) {
        return SocketView.of(
                outlet, withDevice ? deviceOf(outlet).map(this::device).orElse(null) : null);
    }

    public DeviceView device(Device device) {
        var server = device.details().serverId();
        return DeviceView.of(
                device,
                serverOf(device).isPresent() ? server : null,
                fleet.outletOf(device.id()).orElse(null),
                fleet.version(device.ref()));
    }

    /** What a device may draw, in watts: as rated, else as its server's thermal design says; 0 if nobody knows. */
    public long watts(Device device) {
        var rated = device.details().ratedWatts();
        return rated != null
                ? rated
                : serverOf(device)
                        .map(Server::details)
                        .map(ServerDetails::tdpWatts)
                        .orElse(0);
    }

    /** What the devices of a PDU may draw together, in watts. */
    public long allocatedWatts(Pdu pdu) {
        return pdu.deviceIds()
                .flatMap(device -> fleet.device(device).stream())
                .mapToLong(this::watts)
                .sum();
    }

    /** Where these devices, which are one server, draw its power. */
    public List<PowerFeed> feeds(List<Device> devices) {
        return feeds(
                devices,
                devices.stream()
                        .flatMap(device -> fleet.outletOf(device.id()).stream())
                        .map(Outlet::pdu)
                        .distinct()
                        .toList());
    }

    /** Where these devices, which are one server, draw its power from these PDUs. */
    public static List<PowerFeed> feeds(List<Device> devices, List<Pdu> pdus) {
        var byId = devices.stream().collect(Collectors.toMap(Device::id, Function.identity()));
        return pdus.stream()
                .flatMap(pdu -> pdu.assigned().stream().map(socket -> new Outlet(pdu, socket)))
                .flatMap(outlet ->
                        Optional.ofNullable(byId.get(outlet.socket().deviceId()))
                                .map(device -> feed(outlet, device))
                                .stream())
                .sorted(BY_PDU_AND_SOCKET)
                .toList();
    }

    private static PowerFeed feed(Outlet outlet, Device device) {
        return new PowerFeed(
                outlet.pdu().id(),
                outlet.pdu().details().code(),
                outlet.pdu().details().name(),
                outlet.socket().id(),
                outlet.socket().number(),
                device.id());
    }

    private Optional<Device> deviceOf(Outlet outlet) {
        return Optional.ofNullable(outlet.socket().deviceId()).flatMap(fleet::device);
    }

    private Optional<Server> serverOf(Device device) {
        return Optional.ofNullable(device.details().serverId()).flatMap(fleet::server);
    }
}
