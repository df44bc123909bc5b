package dev.fleetledger.query.pdu;

import static dev.fleetledger.schemas.AggregateType.DEVICE;
import static dev.fleetledger.schemas.AggregateType.PDU;

import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.pdu.DeviceView;
import dev.fleetledger.kit.pdu.PduView;
import dev.fleetledger.kit.pdu.SocketView;
import dev.fleetledger.kit.server.ServerView.PowerFeed;
import dev.fleetledger.query.device.DeviceListQuery;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Moment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Reads PDUs, sockets and devices, as they are or as they were. A moment that is null is now; each method throws
 * RejectedException for one that has not come yet.
 */
public final class PduDao {
    private final Jdbi database;

    public PduDao(Jdbi database) {
        this.database = database;
    }

    /**
     * A socket, and the version of its PDU.
     *
     * @param version what a change of the socket counts up
     */
    public record SocketVersion(SocketView socket, long version) {}

    /** A part of the PDUs asked for, with their sockets. */
    public Page<PduView> list(PduListQuery query, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var found = rows.page(PDU, query.conditions(), query.orderBy(), page);
            return new Page<>(new PowerViews(rows).pdus(found.items(), false), found.total(), page);
        });
    }

    /** The PDU with its sockets and, if asked for, their devices. */
    public Optional<PduView> find(UUID id, boolean withDevices, @Nullable Moment moment) {
        return VersionRows.read(
                database,
                moment,
                rows -> new PowerViews(rows)
                        .pdus(rows.byId(PDU, List.of(id)), withDevices).stream().findFirst());
    }

    /**
     * A part of all sockets, in the order of their PDUs' names.
     *
     * @param pdu whose, or null for all
     */
    public Page<SocketView> sockets(
            @Nullable UUID pdu, boolean withDevices, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var each = "cross join lateral jsonb_each(v.document -> 'sockets') as s (number, socket)"
                    + (pdu == null ? "" : " where v.id = :pdu");
            var count = rows.query(PDU, "select count(*)", each);
            var select = rows.query(
                    PDU,
                    "select v.id, s.number::int as number, s.socket",
                    each + " order by lower(v.document ->> 'name'), v.id, s.number::int limit :take offset :skip");
            if (pdu != null) {
                count.bind("pdu", pdu.toString());
                select.bind("pdu", pdu.toString());
            }
            var sockets = select.bind("take", page.take())
                    .bind("skip", page.skip())
                    .map((row, context) -> PowerViews.socket(
                            UUID.fromString(row.getString("id")),
                            row.getInt("number"),
                            VersionRow.json(row.getString("socket"))))
                    .list();
            return new Page<>(
                    withDevices ? new PowerViews(rows).withDevices(sockets) : sockets,
                    count.mapTo(Long.class).one(),
                    page);
        });
    }

    /** The socket, with its device if asked for. */
    public Optional<SocketVersion> socket(UUID id, boolean withDevice, @Nullable Moment moment) {
        return VersionRows.read(
                database,
                moment,
                rows -> rows.byName(PDU, List.of(PduDocuments.socketName(id.toString()))).stream()
                        .findFirst()
                        .map(pdu -> {
                            var socket = PowerViews.sockets(pdu).stream()
                                    .filter(found -> found.id().equals(id))
                                    .toList();
                            var shown = withDevice ? new PowerViews(rows).withDevices(socket) : socket;
                            return new SocketVersion(shown.getFirst(), pdu.version());
                        }));
    }

    /** A part of the devices asked for. */
    public Page<DeviceView> devices(DeviceListQuery query, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var found = rows.page(DEVICE, query.conditions(), query.orderBy(), page);
            return new Page<>(new PowerViews(rows).devices(found.items()), found.total(), page);
        });
    }

    public Optional<DeviceView> device(UUID id, @Nullable Moment moment) {
        return VersionRows.read(
                database,
                moment,
                rows -> new PowerViews(rows)
                        .devices(rows.byId(DEVICE, List.of(id))).stream().findFirst());
    }

    /** Where a server draws its power. */
    public List<PowerFeed> feeds(UUID server, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var names = rows
                    .where(DEVICE, "document ->> 'server_id' = any(cast(:keys as text[]))", List.of(server.toString()))
                    .stream()
                    .map(device -> PduDocuments.deviceName(device.id().toString()))
                    .toList();
            return rows.byName(PDU, names).stream()
                    .flatMap(pdu -> PowerViews.sockets(pdu).stream()
                            .filter(socket -> socket.deviceId() != null
                                    && names.contains(PduDocuments.deviceName(
                                            socket.deviceId().toString())))
                            .map(socket -> new PowerFeed(
                                    pdu.id(),
                                    pdu.document().get("code").textValue(),
                                    pdu.document().get("name").textValue(),
                                    socket.id(),
                                    socket.socketNumber(),
                                    Objects.requireNonNull(socket.deviceId()))))
                    .toList();
        });
    }
}
