package dev.fleetledger.query.history;

import dev.fleetledger.schemas.AggregateType;
import org.jspecify.annotations.Nullable;

/**
 * A part of the audit.
 *
 * @param type of the aggregates, or null for all
 * @param id of the one aggregate, or null for all
 */
public record AuditSelection(
        AuditQuery query,
        @Nullable AggregateType type,
        @Nullable String id) {

    AuditPage page(AuditDao audit) {
        return audit.page(this);
    }

    AuditSelection from(@Nullable String cursor, int limit) {
        return new AuditSelection(query.from(cursor, limit), type, id);
    }
}
