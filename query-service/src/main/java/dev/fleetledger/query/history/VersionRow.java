package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.domain.Aggregate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of an aggregate.
 *
 * @param createdAt when its first version came to be
 * @param updatedAt when this one did
 */
public record VersionRow(UUID id, long version, Instant createdAt, Instant updatedAt, ObjectNode document) {

    /** Of a row with the columns of {@code aggregate_versions}. */
    public static VersionRow of(ResultSet row) throws SQLException {
        return new VersionRow(
                UUID.fromString(row.getString("id")),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("from_time").toInstant(),
                json(row.getString("document")));
    }

    /** The aggregate as it was then. */
    public <A extends Aggregate> A aggregate(Class<A> type) {
        return StoredAggregates.read(type, id.toString(), createdAt, updatedAt, document);
    }

    /** The aggregate of a row, whatever its id is. */
    public static <A extends Aggregate> A aggregate(ResultSet row, Class<A> type) throws SQLException {
        return StoredAggregates.read(
                type,
                row.getString("id"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("from_time").toInstant(),
                json(row.getString("document")));
    }

    /** The document of a column. */
    static ObjectNode json(String json) {
        return (ObjectNode) StoredAggregates.parse(json);
    }
}
