package dev.fleetledger.query.history;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
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

    static VersionRow of(ResultSet row) throws SQLException {
        return new VersionRow(
                UUID.fromString(row.getString("id")),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("from_time").toInstant(),
                (ObjectNode) json(row.getString("document")));
    }

    /** What the document says, as the type that it was made of. */
    public <T> T as(Class<T> type) {
        return read(document, type);
    }

    /** What the document says, with the aggregate's id among it. */
    public <T> T withId(Class<T> type) {
        document.put("id", id.toString());
        return as(type);
    }

    /** What a document says, as the type that it was made of. */
    public static <T> T read(JsonNode document, Class<T> type) {
        try {
            return Json.mapper().treeToValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored " + type.getSimpleName() + " is none", e);
        }
    }

    /** The JSON of a column. */
    public static JsonNode json(String json) {
        try {
            return Json.mapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored document is no JSON", e);
        }
    }
}
