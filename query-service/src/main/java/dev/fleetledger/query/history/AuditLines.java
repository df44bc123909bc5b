package dev.fleetledger.query.history;

import dev.fleetledger.kit.json.Json;
import jakarta.ws.rs.core.StreamingOutput;

/** The audit as newline-delimited JSON, read from the database in parts as the client takes it. */
public final class AuditLines {
    /** The media type. */
    public static final String TYPE = "application/x-ndjson";

    static final StreamingOutput NONE = output -> {};

    private AuditLines() {}

    /** All that is asked for, or as much as its limit says. */
    static StreamingOutput of(AuditDao audit, AuditSelection selection) {
        return output -> {
            var limit = selection.query().limit();
            var left = limit == null ? Integer.MAX_VALUE : limit;
            var cursor = selection.query().cursor();
            do {
                var part = audit.page(selection.from(cursor, Math.min(left, AuditQuery.MOST)));
                for (var event : part.events()) {
                    output.write(Json.mapper().writeValueAsBytes(event));
                    output.write('\n');
                }
                output.flush();
                left -= part.events().size();
                cursor = part.nextCursor();
            } while (cursor != null && left > 0);
        };
    }
}
