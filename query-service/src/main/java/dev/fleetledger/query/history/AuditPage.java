package dev.fleetledger.query.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the audit.
 *
 * @param nextCursor what the next part is asked for by, or null after the last
 */
public record AuditPage(List<AuditEvent> events, @Nullable String nextCursor) {
    static final AuditPage EMPTY = new AuditPage(List.of(), null);

    public AuditPage {
        events = List.copyOf(events);
    }
}
