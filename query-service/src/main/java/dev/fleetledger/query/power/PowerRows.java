package dev.fleetledger.query.power;

import dev.fleetledger.domain.power.Device;
import dev.fleetledger.domain.power.Outlet;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.power.PowerLookup;
import dev.fleetledger.domain.power.PowerViews;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** PDUs and devices with what they hold of one another, read by a few statements however many there are. */
final class PowerRows implements PowerLookup {
    private final VersionRows rows;
    private final Map<UUID, Device> devices = new HashMap<>();
    private final Map<UUID, Outlet> outlets = new HashMap<>();
    private final Map<UUID, Server> servers = new HashMap<>();
    private final Map<AggregateRef, Long> versions = new HashMap<>();
    private final PowerViews views = new PowerViews(this);

    PowerRows(VersionRows rows) {
        this.rows = rows;
    }

    /** Shows them, with all that they hold. */
    PowerViews views() {
        return views;
    }

    /** The PDUs of these versions, once what draws power from them is read. */
    List<Pdu> pdus(List<VersionRow> found) {
        var pdus = found.stream().map(this::pdu).toList();
        devicesAndServers(rows.byId(AggregateType.DEVICE, List.copyOf(outlets.keySet())));
        return pdus;
    }

    /** The devices of these versions, once it is read where they draw power. */
    List<Device> devices(List<VersionRow> found) {
        var names = found.stream().map(row -> Pdu.deviceName(row.id())).toList();
        rows.byName(AggregateType.PDU, names).forEach(this::pdu);
        return devicesAndServers(found);
    }

    private Pdu pdu(VersionRow row) {
        var pdu = row.aggregate(Pdu.class);
        versions.put(pdu.ref(), row.version());
        pdu.assigned()
                .forEach(socket -> outlets.put(Objects.requireNonNull(socket.deviceId()), new Outlet(pdu, socket)));
        return pdu;
    }

    private List<Device> devicesAndServers(List<VersionRow> found) {
        var read = found.stream().map(this::device).toList();
        servers(read.stream()
                .map(device -> device.details().serverId())
                .filter(Objects::nonNull)
                .toList());
        return read;
    }

    private Device device(VersionRow row) {
        var device = row.aggregate(Device.class);
        versions.put(device.ref(), row.version());
        devices.put(device.id(), device);
        return device;
    }

    private void servers(Collection<UUID> ids) {
        rows.byId(AggregateType.SERVER, ids).forEach(row -> servers.put(row.id(), row.aggregate(Server.class)));
    }

    @Override
    public Optional<Device> device(UUID id) {
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public Optional<Outlet> outletOf(UUID device) {
        return Optional.ofNullable(outlets.get(device));
    }

    @Override
    public Optional<Server> server(UUID id) {
        return Optional.ofNullable(servers.get(id));
    }

    @Override
    public long version(AggregateRef aggregate) {
        return versions.getOrDefault(aggregate, 0L);
    }
}
