package dev.fleetledger.query.pdu;

import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.Versions;
import dev.fleetledger.query.history.Versions.Valid;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The versions of PDUs, devices and servers that are true at one moment. */
final class PowerRows {
    private static final String COLUMNS = "select id, version, created_at, from_time, document";

    private final Handle handle;
    private final @Nullable Moment moment;

    /** Now, if the moment is null. The handle is in a transaction that sees one state of the tables. */
    PowerRows(Handle handle, @Nullable Moment moment) {
        this.handle = handle;
        this.moment = moment;
    }

    /** A part of those that meet the conditions. */
    Page<VersionRow> page(AggregateType type, Conditions conditions, String order, PageRequest page) {
        var valid = valid(type);
        var from = " from aggregate_versions where " + valid.sql() + " and " + conditions.sql();
        var total = handle.createQuery("select count(*)" + from)
                .bindMap(valid.bindings())
                .bindMap(conditions.bindings())
                .mapTo(Long.class)
                .one();
        var rows = handle.createQuery(COLUMNS + from + " order by " + order + " limit :take offset :skip")
                .bindMap(valid.bindings())
                .bindMap(conditions.bindings())
                .bind("take", page.take())
                .bind("skip", page.skip())
                .map((row, context) -> VersionRow.of(row))
                .list();
        return new Page<>(rows, total, page);
    }

    /** Those with one of these ids. */
    List<VersionRow> byId(AggregateType type, Collection<UUID> ids) {
        return where(
                type,
                "id = any(cast(:keys as text[]))",
                ids.stream().map(UUID::toString).toList());
    }

    /** Those that have one of these names. */
    List<VersionRow> byName(AggregateType type, Collection<String> names) {
        return where(type, "names && cast(:keys as text[])", names);
    }

    /** The devices that are one of these servers. */
    List<VersionRow> devicesOf(UUID server) {
        return where(
                AggregateType.DEVICE,
                "document ->> 'server_id' = any(cast(:keys as text[]))",
                List.of(server.toString()));
    }

    /** A statement over the versions of a type, as {@code v}. */
    Query query(AggregateType type, String before, String after) {
        var valid = valid(type);
        return handle.createQuery(
                        before + " from (select * from aggregate_versions where " + valid.sql() + ") as v " + after)
                .bindMap(valid.bindings());
    }

    private List<VersionRow> where(AggregateType type, String condition, Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return query(type, COLUMNS, "where " + condition + " order by id")
                .bindArray("keys", String.class, List.copyOf(keys))
                .map((row, context) -> VersionRow.of(row))
                .list();
    }

    private Valid valid(AggregateType type) {
        return moment == null
                ? new Valid(
                        "fleet = :fleet and type = :type and document is not null and to_offset is null",
                        Map.of("fleet", FleetId.DEFAULT.value(), "type", type.wireName()))
                : Versions.at(handle, type, moment);
    }
}
