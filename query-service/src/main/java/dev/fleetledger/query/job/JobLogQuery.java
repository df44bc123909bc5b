package dev.fleetledger.query.job;

import dev.fleetledger.query.live.FollowQuery;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a job's log is asked for.
 *
 * @param after where it begins: {@code next} of the part before, or the id of an event of the log's stream
 * @param limit how many lines at most, 1,000 if absent
 */
public record JobLogQuery(
        @Nullable @Size(max = FollowQuery.LONGEST_ID) String after,
        @Nullable @Min(1) @Max(1000) Integer limit) {
    private static final int MOST = 1000;

    int most() {
        return limit == null ? MOST : limit;
    }
}
