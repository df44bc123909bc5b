package dev.fleetledger.query.history;

import dev.fleetledger.query.read.SortOrder;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of the audit is asked for.
 *
 * @param actor who did it, such as {@code user:1}
 * @param type of the event, such as {@code server.updated}
 * @param from the earliest time, inclusive
 * @param to the latest time, exclusive
 * @param order newest first if absent
 * @param limit how many at most; 50 if absent
 * @param cursor the {@code next_cursor} of the part before
 */
public record AuditQuery(
        @Nullable @Size(max = 100) String actor,
        @Nullable @Size(max = 100) String type,
        @Nullable UUID commandId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable SortOrder order,
        @Nullable @Min(1) @Max(MOST) Integer limit,

        @Nullable @Pattern(regexp = "\\d{1,18}", message = "must be the next_cursor of an earlier answer")
        String cursor) {
    /** More are not answered at once. */
    static final int MOST = 500;

    private static final int USUAL = 50;

    boolean ascending() {
        return order == SortOrder.ASC;
    }

    int pageSize() {
        return limit == null ? USUAL : limit;
    }

    AuditQuery from(@Nullable String newCursor, int newLimit) {
        return new AuditQuery(actor, type, commandId, from, to, order, newLimit, newCursor);
    }
}
