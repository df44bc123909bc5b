package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.query.read.Conditions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Reads which series there are, and what servers measured last. */
public final class SeriesDao {
    private final Jdbi database;

    public SeriesDao(Jdbi database) {
        this.database = database;
    }

    /**
     * A series.
     *
     * @param id its number, never used again
     * @param labels without the metric's name and the server
     */
    public record Series(long id, UUID serverId, String name, SortedMap<String, String> labels) {}

    /** What a server measured last, if anything. */
    public Optional<MetricsView> latest(UUID server) {
        return database.withHandle(handle -> LatestRows.find(handle, server));
    }

    /** A server's series of these names. */
    public List<Series> ofServer(UUID server, Collection<String> names) {
        return database.withHandle(handle -> handle.createQuery("""
                        select id, server_id, name, labels from series
                        where server_id = :server and name = any(:names) order by id""")
                .bind("server", server)
                .bindArray("names", String.class, names.toArray())
                .map((row, context) -> series(row))
                .list());
    }

    /** A series of that number whose server is there. */
    public Optional<Series> find(long id) {
        return database.withHandle(handle -> handle.createQuery("""
                        select id, server_id, name, labels from series s
                        where id = :id and not exists (select from deleted_servers d where d.id = s.server_id)""")
                .bind("id", id)
                .map((row, context) -> series(row))
                .findOne());
    }

    /**
     * A part of the series there are, in the order of their numbers.
     *
     * @param server of which, or null for all
     * @param name of the metric, or null for all
     */
    public Page<Series> list(@Nullable UUID server, @Nullable String name, PageRequest page) {
        var wanted =
                new Conditions().and("server_id = :server", "server", server).and("name = :name", "name", name);
        var from = " from series s where not exists (select from deleted_servers d where d.id = s.server_id) and "
                + wanted.sql();
        return database.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            var total = handle.createQuery("select count(*)" + from)
                    .bindMap(wanted.bindings())
                    .mapTo(Long.class)
                    .one();
            var series = handle.createQuery(
                            "select id, server_id, name, labels" + from + " order by id limit :take offset :skip")
                    .bindMap(wanted.bindings())
                    .bind("take", page.take())
                    .bind("skip", page.skip())
                    .map((row, context) -> series(row))
                    .list();
            return new Page<>(series, total, page);
        });
    }

    private static Series series(ResultSet row) throws SQLException {
        try {
            return new Series(
                    row.getLong("id"),
                    row.getObject("server_id", UUID.class),
                    row.getString("name"),
                    Json.stored().readValue(row.getString("labels"), new TypeReference<TreeMap<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels are none", e);
        }
    }
}
