package dev.fleetledger.query.pdu;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.pdu.DeviceView;
import dev.fleetledger.kit.pdu.PduView;
import dev.fleetledger.kit.pdu.SocketView;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.DeviceDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes views of versions, looking up what they hold of one another. */
final class PowerViews {
    private final VersionRows rows;

    PowerViews(VersionRows rows) {
        this.rows = rows;
    }

    /** A device, and what it may draw: as rated, else as its server's thermal design says; 0 if nobody knows. */
    record Drawing(DeviceView device, long watts) {}

    /** The PDUs with their sockets and, if asked for, the sockets' devices. */
    List<PduView> pdus(List<VersionRow> versions, boolean withDevices) {
        var sockets = new LinkedHashMap<UUID, List<SocketView>>();
        versions.forEach(version -> sockets.put(version.id(), sockets(version)));
        var devices =
                devices(assigned(sockets.values().stream().flatMap(List::stream).toList()));
        return versions.stream()
                .map(version -> {
                    var own = Objects.requireNonNull(sockets.get(version.id()));
                    var watts = assigned(own).stream()
                            .map(devices::get)
                            .mapToLong(
                                    drawing -> Objects.requireNonNull(drawing).watts())
                            .sum();
                    return PduView.of(
                            version.id(),
                            PduDocuments.details(version.document()),
                            withDevices ? with(own, devices) : own,
                            watts,
                            version.createdAt(),
                            version.updatedAt(),
                            version.version());
                })
                .toList();
    }

    /** The sockets with their devices. */
    List<SocketView> withDevices(List<SocketView> sockets) {
        return with(sockets, devices(assigned(sockets)));
    }

    /** The devices, in the order of the versions. */
    List<DeviceView> devices(List<VersionRow> versions) {
        return drawings(versions).values().stream().map(Drawing::device).toList();
    }

    /** The sockets of a PDU, in the order of their numbers. */
    static List<SocketView> sockets(VersionRow pdu) {
        var sockets = new ArrayList<SocketView>();
        pdu.document()
                .get("sockets")
                .properties()
                .forEach(field -> sockets.add(socket(pdu.id(), Integer.parseInt(field.getKey()), field.getValue())));
        sockets.sort(Comparator.comparingInt(SocketView::socketNumber));
        return sockets;
    }

    static SocketView socket(UUID pdu, int number, JsonNode socket) {
        var device = text(socket, "device_id");
        var assignedAt = text(socket, "assigned_at");
        return SocketView.of(
                UUID.fromString(socket.get("id").textValue()),
                pdu,
                number,
                socket.get("name").textValue(),
                socket.get("mqtt_topic_suffix").textValue(),
                device == null ? null : UUID.fromString(device),
                assignedAt == null ? null : Instant.parse(assignedAt));
    }

    private Map<UUID, Drawing> devices(Collection<UUID> ids) {
        return drawings(rows.byId(AggregateType.DEVICE, ids));
    }

    private Map<UUID, Drawing> drawings(List<VersionRow> versions) {
        var details = new LinkedHashMap<UUID, DeviceDetails>();
        versions.forEach(version -> details.put(version.id(), version.as(DeviceDetails.class)));
        var servers = serverWatts(details.values().stream()
                .map(DeviceDetails::serverId)
                .filter(Objects::nonNull)
                .toList());
        var places = places(details.keySet());
        var drawings = new LinkedHashMap<UUID, Drawing>();
        for (var version : versions) {
            var device = Objects.requireNonNull(details.get(version.id()));
            var server = servers.containsKey(device.serverId()) ? device.serverId() : null;
            var view = DeviceView.of(
                    version.id(),
                    device,
                    server,
                    places.get(version.id()),
                    version.createdAt(),
                    version.updatedAt(),
                    version.version());
            var watts = device.ratedWatts() != null
                    ? Long.valueOf(device.ratedWatts())
                    : servers.getOrDefault(device.serverId(), 0L);
            drawings.put(version.id(), new Drawing(view, watts));
        }
        return drawings;
    }

    /** The servers that there are, and what they may draw. */
    private Map<@Nullable UUID, Long> serverWatts(Collection<UUID> ids) {
        var watts = new HashMap<@Nullable UUID, Long>();
        rows.byId(AggregateType.SERVER, ids)
                .forEach(server -> watts.put(
                        server.id(), server.document().path("tdp_watts").asLong(0)));
        return watts;
    }

    private Map<UUID, DeviceView.Place> places(Collection<UUID> devices) {
        var names = devices.stream()
                .map(device -> PduDocuments.deviceName(device.toString()))
                .toList();
        var places = new HashMap<UUID, DeviceView.Place>();
        rows.byName(AggregateType.PDU, names).stream()
                .flatMap(pdu -> sockets(pdu).stream())
                .filter(socket -> socket.deviceId() != null)
                .forEach(socket -> places.put(
                        Objects.requireNonNull(socket.deviceId()),
                        new DeviceView.Place(socket.id(), socket.pduId(), socket.socketNumber())));
        return places;
    }

    private static List<SocketView> with(List<SocketView> sockets, Map<UUID, Drawing> devices) {
        return sockets.stream()
                .map(socket -> {
                    var drawing = socket.deviceId() == null ? null : devices.get(socket.deviceId());
                    return drawing == null ? socket : socket.with(drawing.device());
                })
                .toList();
    }

    private static List<UUID> assigned(List<SocketView> sockets) {
        return sockets.stream()
                .map(SocketView::deviceId)
                .filter(Objects::nonNull)
                .toList();
    }

    private static @Nullable String text(JsonNode node, String field) {
        return node.path(field).textValue();
    }
}
