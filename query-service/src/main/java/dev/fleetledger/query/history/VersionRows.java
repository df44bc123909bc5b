package dev.fleetledger.query.history;

import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** The versions of aggregates that are true at one moment. */
public final class VersionRows {
    private static final String COLUMNS = "select id, version, created_at, from_time, document";

    private final Handle handle;
    private final @Nullable Moment moment;

    private VersionRows(Handle handle, @Nullable Moment moment) {
        this.handle = handle;
        this.moment = moment;
    }

    /** Reads at a moment, or now if that is null, all in one transaction that sees one state of the tables. */
    public static <T> T read(Jdbi database, @Nullable Moment moment, Function<VersionRows, T> read) {
        return database.inTransaction(
                TransactionIsolationLevel.REPEATABLE_READ, handle -> read.apply(new VersionRows(handle, moment)));
    }

    /** A part of those that meet the conditions. */
    public Page<VersionRow> page(AggregateType type, Conditions conditions, String order, PageRequest page) {
        var valid = Versions.at(handle, type, moment);
        var from = " from aggregate_versions where " + valid.sql() + " and " + conditions.sql();
        var total = handle.createQuery("select count(*)" + from)
                .bindMap(valid.bindings())
                .bindMap(conditions.bindings())
                .mapTo(Long.class)
                .one();
        var rows = handle.createQuery(COLUMNS + from + " order by " + order + " limit :take offset :skip")
                .bindMap(valid.bindings())
                .bindMap(conditions.bindings())
                .bind("take", page.take() == null ? Integer.valueOf(Integer.MAX_VALUE) : page.take())
                .bind("skip", page.skip())
                .map((row, context) -> VersionRow.of(row))
                .list();
        return new Page<>(rows, total, page);
    }

    /** The one of that id. */
    public Optional<VersionRow> one(AggregateType type, UUID id) {
        return byId(type, List.of(id)).stream().findFirst();
    }

    /** Those with one of these ids. */
    public List<VersionRow> byId(AggregateType type, Collection<UUID> ids) {
        return where(
                type,
                "id = any(cast(:keys as text[]))",
                ids.stream().map(UUID::toString).toList());
    }

    /** The id of the one of that id or name, of whatever moment it is. */
    public Optional<String> id(AggregateType type, String idOrName) {
        return Versions.find(handle, type, idOrName).map(AggregateRef::id);
    }

    /** Those that have one of these names. */
    public List<VersionRow> byName(AggregateType type, Collection<String> names) {
        return where(type, "names && cast(:keys as text[])", names);
    }

    /** A statement over the versions of a type, as {@code v}. */
    public Query query(AggregateType type, String before, String after) {
        var valid = Versions.at(handle, type, moment);
        return handle.createQuery(
                        before + " from (select * from aggregate_versions where " + valid.sql() + ") as v " + after)
                .bindMap(valid.bindings());
    }

    /** Those for which a condition on the texts {@code :keys} holds. */
    public List<VersionRow> where(AggregateType type, String condition, Collection<String> keys) {
        if (keys.isEmpty()) {
            return List.of();
        }
        return query(type, COLUMNS, "where " + condition + " order by id")
                .bindArray("keys", String.class, List.copyOf(keys))
                .map((row, context) -> VersionRow.of(row))
                .list();
    }
}
