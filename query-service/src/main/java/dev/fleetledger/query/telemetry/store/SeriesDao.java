package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fleetledger.kit.http.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

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

    private static Series series(ResultSet row) throws SQLException {
        try {
            return new Series(
                    row.getLong("id"),
                    row.getObject("server_id", UUID.class),
                    row.getString("name"),
                    Json.mapper().readValue(row.getString("labels"), new TypeReference<TreeMap<String, String>>() {}));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored labels are none", e);
        }
    }
}
