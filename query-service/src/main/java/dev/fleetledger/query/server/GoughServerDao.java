package dev.fleetledger.query.server;

import dev.fleetledger.domain.server.Server;
import dev.fleetledger.domain.server.Slugs;
import dev.fleetledger.domain.text.Uuids;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.history.VersionRow;
import dev.fleetledger.query.history.VersionRows;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Reads servers with what was done to them. A moment that is null is now; each method throws RejectedException for one that
 * has not come yet.
 */
final class GoughServerDao {
    private static final String NOW = "select v.*, (select s.document from servers s where s.id = v.id::uuid) as heard";
    private static final String THEN = "select v.*, null::jsonb as heard";

    /** A look into the index for each, however many versions it has. */
    private static final String LATEST = """
            select v.*, (select s.document from servers s where s.id = v.id::uuid) as heard
            from unnest(cast(:ids as text[])) as asked (id)
            cross join lateral (
                select id, version, created_at, from_time, document from aggregate_versions
                where fleet = :fleet and type = 'server' and id = asked.id and document is not null
                order by version desc limit 1) as v""";

    private final Jdbi database;

    GoughServerDao(Jdbi database) {
        this.database = database;
    }

    /** A server, and what was heard of it. */
    record Found(Server server, long version, @Nullable ServerSnapshot heard) {}

    /** A part of the servers asked for. */
    Page<GoughServer> list(GoughServerQuery query, PageRequest.PerPage page, @Nullable Moment moment) {
        var conditions = query.conditions();
        var where = "where " + conditions.sql();
        return VersionRows.read(database, moment, rows -> {
            var total = rows.query(AggregateType.SERVER, "select count(*)", where)
                    .bindMap(conditions.bindings())
                    .mapTo(Long.class)
                    .one();
            var items = rows.query(
                            AggregateType.SERVER,
                            moment == null ? NOW : THEN,
                            where + " order by " + query.orderBy() + " limit :take offset :skip")
                    .bindMap(conditions.bindings())
                    .bind("take", page.take())
                    .bind("skip", page.skip())
                    .map(GoughServerDao::found)
                    .map(found -> GoughServer.of(found.server(), found.heard()))
                    .list();
            return new Page<>(items, total, page);
        });
    }

    /** The server of that number, uuid or, regardless of case, slug; digits alone are a number. */
    Optional<Found> find(String id, @Nullable Moment moment) {
        var lower = id.toLowerCase(Locale.ROOT);
        var where = Uuids.isUuid(id) ? "where id = :key" : "where names @> array[cast(:key as text)]";
        var key = Uuids.isUuid(id) ? lower : Slugs.isNumber(id) ? "number:" + Long.parseLong(id) : "name:" + lower;
        return VersionRows.read(
                database,
                moment,
                rows -> rows.query(AggregateType.SERVER, moment == null ? NOW : THEN, where)
                        .bind("key", key)
                        .map(GoughServerDao::found)
                        .findOne());
    }

    /** The servers of these uuids as they are, or were last, in one statement; without those that were never there. */
    Map<UUID, Found> latest(Set<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return database.withHandle(handle -> handle.createQuery(LATEST)
                .bind("fleet", FleetId.DEFAULT.value())
                .bindArray("ids", String.class, ids.stream().map(UUID::toString).toList())
                .map(GoughServerDao::found)
                .collect(Collectors.toMap(found -> found.server().id(), Function.identity())));
    }

    private static Found found(ResultSet row, StatementContext context) throws SQLException {
        var version = VersionRow.of(row);
        var heard = row.getString("heard");
        return new Found(
                version.aggregate(Server.class), version.version(), heard == null ? null : ServerDao.stored(heard));
    }
}
