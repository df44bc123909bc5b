package dev.fleetledger.query.power;

import static dev.fleetledger.schemas.AggregateType.DEVICE;
import static dev.fleetledger.schemas.AggregateType.PDU;

import dev.fleetledger.domain.power.DeviceView;
import dev.fleetledger.domain.power.Outlet;
import dev.fleetledger.domain.power.Pdu;
import dev.fleetledger.domain.power.PduView;
import dev.fleetledger.domain.power.PduView.Parts;
import dev.fleetledger.domain.power.SocketView;
import dev.fleetledger.domain.server.ServerView.PowerFeed;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Moment;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    /** A part of the PDUs asked for, with their sockets, and their stats if those are. */
    public Page<PduView> list(PduListQuery query, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var found = rows.page(PDU, query.conditions(), query.orderBy(), page);
            var shown = new Parts(true, false, Boolean.TRUE.equals(query.includeStats()));
            return new Page<>(pdus(rows, found.items(), shown), found.total(), page);
        });
    }

    public Optional<PduView> find(UUID id, Parts shown, @Nullable Moment moment) {
        return VersionRows.read(
                database,
                moment,
                rows -> pdus(rows, rows.byId(PDU, List.of(id)), shown).stream().findFirst());
    }

    private static List<PduView> pdus(VersionRows rows, List<VersionRow> found, Parts shown) {
        var power = new PowerRows(rows);
        return power.pdus(found).stream()
                .map(pdu -> power.views().pdu(pdu, shown))
                .toList();
    }

    /**
     * A part of all sockets, in the order of their PDUs' names.
     *
     * @param pdu whose, or null for all
     */
    public Page<SocketView> sockets(
            @Nullable UUID pdu, boolean withDevices, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var each = "cross join lateral jsonb_object_keys(v.document -> 'sockets') as s (number)"
                    + (pdu == null ? "" : " where v.id = :pdu");
            var count = rows.query(PDU, "select count(*)", each);
            var select = rows.query(
                    PDU,
                    "select v.id, s.number::int as number",
                    each + " order by lower(v.document ->> 'name'), v.id, s.number::int limit :take offset :skip");
            if (pdu != null) {
                count.bind("pdu", pdu.toString());
                select.bind("pdu", pdu.toString());
            }
            var numbers = select.bind("take", page.take())
                    .bind("skip", page.skip())
                    .map((row, context) -> Map.entry(UUID.fromString(row.getString("id")), row.getInt("number")))
                    .list();
            return new Page<>(
                    sockets(rows, numbers, withDevices), count.mapTo(Long.class).one(), page);
        });
    }

    private static List<SocketView> sockets(
            VersionRows rows, List<Map.Entry<UUID, Integer>> numbers, boolean withDevices) {
        var power = new PowerRows(rows);
        var ids = numbers.stream().map(Map.Entry::getKey).distinct().toList();
        var pdus = power.pdus(rows.byId(PDU, ids)).stream().collect(Collectors.toMap(Pdu::id, Function.identity()));
        return numbers.stream()
                .map(number -> {
                    var pdu = Objects.requireNonNull(pdus.get(number.getKey()));
                    var socket = pdu.sockets().get(number.getValue() - 1);
                    return power.views().socket(new Outlet(pdu, socket), withDevices);
                })
                .toList();
    }

    /** The socket, with its device if asked for. */
    public Optional<SocketVersion> socket(UUID id, boolean withDevice, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var power = new PowerRows(rows);
            return power.pdus(rows.byName(PDU, List.of(Pdu.socketName(id)))).stream()
                    .flatMap(pdu -> pdu.outlet(id).stream())
                    .map(outlet -> new SocketVersion(
                            power.views().socket(outlet, withDevice),
                            power.version(outlet.pdu().ref())))
                    .findFirst();
        });
    }

    /** A part of the devices asked for. */
    public Page<DeviceView> devices(DeviceListQuery query, PageRequest page, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var found = rows.page(DEVICE, query.conditions(), query.orderBy(), page);
            return new Page<>(devices(rows, found.items()), found.total(), page);
        });
    }

    public Optional<DeviceView> device(UUID id, @Nullable Moment moment) {
        return VersionRows.read(
                database,
                moment,
                rows -> devices(rows, rows.byId(DEVICE, List.of(id))).stream().findFirst());
    }

    private static List<DeviceView> devices(VersionRows rows, List<VersionRow> found) {
        var power = new PowerRows(rows);
        return power.devices(found).stream().map(power.views()::device).toList();
    }

    /** Where a server draws its power. */
    public List<PowerFeed> feeds(UUID server, @Nullable Moment moment) {
        return VersionRows.read(database, moment, rows -> {
            var power = new PowerRows(rows);
            var devices = power.devices(rows.where(
                    DEVICE, "document ->> 'server_id' = any(cast(:keys as text[]))", List.of(server.toString())));
            return power.views().feeds(devices);
        });
    }
}
