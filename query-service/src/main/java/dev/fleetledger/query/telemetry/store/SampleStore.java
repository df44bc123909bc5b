package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Joined;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.block.Rollup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Reads samples, fresh and compacted together, each time of a series once. Damaged blocks are reported and left out.
 */
public final class SampleStore {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final String FRESH = """
            select 'telemetry_fresh' as source, server_id, hour as start, block from telemetry_fresh
            where server_id = :server and hour >= :from and hour < :to order by hour, id""";
    private static final String COMPACTED = """
            select '%1$s' as source, server_id, %2$s as start, block from %1$s
            where server_id = :server and %2$s >= :from and %2$s < :to
                and first_series <= :last and last_series >= :first""";
    private static final String SAMPLES = COMPACTED.formatted("telemetry_samples", "hour");
    private static final String MINUTES = COMPACTED.formatted("telemetry_minutes", "hour");
    private static final String HOURS = COMPACTED.formatted("telemetry_hours", "day");

    private final Jdbi database;
    private final CorruptBlocks corrupt;

    public SampleStore(Jdbi database, CorruptBlocks corrupt) {
        this.database = database;
        this.corrupt = corrupt;
    }

    /**
     * What is asked for.
     *
     * @param series numbers of series of the server, at least one
     * @param from milliseconds since the epoch, inclusive
     * @param to exclusive
     */
    public record Selection(UUID server, Set<Long> series, long from, long to) {
        public Selection {
            series = Set.copyOf(series);
        }

        private Instant firstHour() {
            return Hours.start(Hours.of(from));
        }

        private Instant firstDay() {
            return Instant.ofEpochMilli(Math.floorDiv(from, Hours.DAY) * Hours.DAY);
        }
    }

    /** The samples as they were measured, for each series that has any, ascending by series. */
    public List<Points> samples(Selection asked) {
        return snapshot(handle -> {
            var rows = rows(handle, SAMPLES, asked, asked.firstHour());
            rows.addAll(rows(handle, FRESH, asked, asked.firstHour()));
            return within(asked, joined(rows, asked.series()));
        });
    }

    /**
     * The samples summed up ({@link Rollup}), from what is stored of them that is coarsest and still will do.
     *
     * @param asked from and to are to be multiples of the step
     * @param step in milliseconds
     */
    public List<Points> rollups(Selection asked, long step) {
        var stored = step % Hours.MILLIS == 0 ? Hours.MILLIS : step % MINUTE == 0 ? MINUTE : 0;
        if (stored == 0) {
            return samples(asked).stream()
                    .map(points -> Rollup.of(points, step))
                    .toList();
        }
        return snapshot(handle -> {
            var fresh = rows(handle, FRESH, asked, asked.firstHour());
            var open = new HashSet<Long>();
            fresh.forEach(row -> open.add(Hours.of(row.start().toEpochMilli())));
            var rows = new ArrayList<>(fresh);
            if (!fresh.isEmpty()) {
                var compacted = rows(handle, SAMPLES, asked, asked.firstHour());
                compacted.removeIf(row -> !open.contains(Hours.of(row.start().toEpochMilli())));
                rows.addAll(0, compacted);
            }
            var parts = new ArrayList<Points>();
            var closed = stored == MINUTE
                    ? rows(handle, MINUTES, asked, asked.firstHour())
                    : rows(handle, HOURS, asked, asked.firstDay());
            // What was summed up of an hour does not know what came to it since.
            joined(closed, asked.series())
                    .forEach(points -> parts.add(points.where(time -> !open.contains(Hours.of(time)))));
            joined(rows, asked.series()).forEach(points -> parts.add(Rollup.of(points, stored)));
            return within(asked, Joined.bySeries(parts)).stream()
                    .map(points -> Rollup.coarser(points, step))
                    .toList();
        });
    }

    private <T> List<T> snapshot(Function<Handle, List<T>> read) {
        // Of one moment: what is compacted in between would be missed, or met twice.
        return database.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, read::apply);
    }

    private static List<BlockRow> rows(Handle handle, String sql, Selection asked, Instant from) {
        return handle.createQuery(sql)
                // Fresh rows hold all series.
                .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
                .bind("server", asked.server())
                .bind("from", from)
                .bind("to", Instant.ofEpochMilli(asked.to()))
                .bind("first", Collections.min(asked.series()))
                .bind("last", Collections.max(asked.series()))
                .map((row, context) -> BlockRow.of(row))
                .collectIntoList();
    }

    private List<Points> joined(Collection<BlockRow> rows, Set<Long> series) {
        var parts = new ArrayList<Points>();
        for (var row : rows) {
            try {
                parts.addAll(row.of(series));
            } catch (CorruptBlockException e) {
                corrupt.report(row.where(), e);
            }
        }
        return Joined.bySeries(parts);
    }

    private static List<Points> within(Selection asked, List<Points> found) {
        return found.stream()
                .map(points -> points.where(time -> time >= asked.from() && time < asked.to()))
                .filter(points -> points.size() > 0)
                .toList();
    }
}
