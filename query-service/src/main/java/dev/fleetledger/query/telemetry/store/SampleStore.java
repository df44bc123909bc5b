package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Joined;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.block.Rollup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Reads samples, fresh and compacted together, each time of a series once. Damaged blocks are reported and left out.
 */
public final class SampleStore {
    private static final String FRESH = """
            select 'telemetry_fresh' as source, server_id, hour as start, block from telemetry_fresh
            where server_id = :server and hour >= :from and hour < :to order by hour, id""";
    private static final String COMPACTED = """
            select '%1$s' as source, server_id, %2$s as start, block from %1$s
            where server_id = :server and %2$s >= :from and %2$s < :to
                and first_series <= :last and last_series >= :first""";
    private static final String SAMPLES = COMPACTED.formatted(Resolution.SAMPLES.table(), Resolution.SAMPLES.column());
    /** One statement sees one moment; what was compacted comes before what is fresh. */
    private static final String MEASURED = """
            select source, server_id, start, block from (
                select 0 as turn, 0 as id, 'telemetry_samples' as source, server_id, hour as start, block
                from telemetry_samples
                where server_id = :server and hour >= :from and hour < :to
                    and first_series <= :last and last_series >= :first
                union all
                select 1, id, 'telemetry_fresh', server_id, hour, block from telemetry_fresh
                where server_id = :server and hour >= :from and hour < :to) as found
            order by turn, start, id""";

    private static final String MINUTES = COMPACTED.formatted(Resolution.MINUTES.table(), Resolution.MINUTES.column());
    private static final String HOURS = COMPACTED.formatted(Resolution.HOURS.table(), Resolution.HOURS.column());

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

        /** The same, cut at the multiples of a number of milliseconds. */
        private List<Selection> inPartsOf(long length) {
            return LongStream.iterate(from, start -> start < to, start -> (Math.floorDiv(start, length) + 1) * length)
                    .mapToObj(start -> new Selection(
                            server, series, start, Math.min(to, (Math.floorDiv(start, length) + 1) * length)))
                    .toList();
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
        return database.withHandle(handle ->
                within(asked, joined(rows(handle, MEASURED, asked, asked.firstHour()), asked.series())));
    }

    /**
     * The first samples of a selection of one series, read a day at a time: as many as asked for if there are, and no more
     * than those of a day above.
     */
    public Points first(Selection asked, int count) {
        var parts = new ArrayList<Points>();
        parts.add(Points.samples(asked.series().iterator().next(), new long[0], new double[0]));
        var size = 0;
        for (var part : days(asked)) {
            for (var points : samples(part)) {
                parts.add(points);
                size += points.size();
            }
            if (size >= count) {
                break;
            }
        }
        return Joined.inOrder(parts);
    }

    /** The selection, as far as there may be samples, cut at midnight (UTC). */
    public List<Selection> days(Selection asked) {
        return parts(asked, Resolution.SAMPLES);
    }

    /** The selection, as far as there may be anything, in parts to be read one after another. */
    private List<Selection> parts(Selection asked, Resolution stored) {
        if (asked.to() - asked.from() <= stored.readAtOnce()) {
            return List.of(asked);
        }
        return database.withHandle(handle -> handle.createQuery("""
            select min(start) as first, max(start) as last from (
                (select min(hour) as start from telemetry_fresh where server_id = :server)
                union all (select max(hour) from telemetry_fresh where server_id = :server)
                union all (select min(%2$s) from %1$s where server_id = :server)
                union all (select max(%2$s) from %1$s where server_id = :server)) as ends""".formatted(stored.table(), stored.column()))
                .bind("server", asked.server())
                .map((row, context) -> row.getTimestamp("first") == null
                        ? List.<Selection>of()
                        : new Selection(
                                        asked.server(),
                                        asked.series(),
                                        Math.max(
                                                asked.from(),
                                                row.getTimestamp("first").getTime()),
                                        Math.min(
                                                asked.to(),
                                                row.getTimestamp("last").getTime() + Hours.DAY))
                                .inPartsOf(stored.readAtOnce()))
                .one());
    }

    /**
     * The samples summed up ({@link Rollup}), from what is stored of them that is coarsest and still will do. They are read
     * part by part, so that a long time takes no more memory than its steps.
     *
     * @param asked from and to are to be multiples of the step
     * @param step in milliseconds
     */
    public List<Points> rollups(Selection asked, long step) {
        var stored = Resolution.of(step);
        var parts = new TreeMap<Long, List<Points>>();
        for (var part : parts(asked, stored)) {
            for (var points : stored == Resolution.SAMPLES ? samples(part) : summedUp(part, stored)) {
                var rollup = stored == Resolution.SAMPLES ? Rollup.of(points, step) : Rollup.coarser(points, step);
                parts.computeIfAbsent(points.series(), series -> new ArrayList<>())
                        .add(rollup);
            }
        }
        // A step may lie in two parts.
        return parts.values().stream()
                .map(rollups -> Rollup.coarser(Joined.inOrder(rollups), step))
                .toList();
    }

    private List<Points> summedUp(Selection asked, Resolution stored) {
        return snapshot(handle -> {
            var fresh = rows(handle, FRESH, asked, asked.firstHour());
            var open = new HashSet<Long>();
            fresh.forEach(row -> open.add(Hours.of(row.start().toEpochMilli())));
            var rows = new ArrayList<BlockRow>();
            if (!fresh.isEmpty()) {
                rows.addAll(rows(handle, SAMPLES, asked, asked.firstHour()));
                rows.removeIf(row -> !open.contains(Hours.of(row.start().toEpochMilli())));
                rows.addAll(fresh);
            }
            var closed = stored == Resolution.MINUTES
                    ? rows(handle, MINUTES, asked, asked.firstHour())
                    : rows(handle, HOURS, asked, asked.firstDay());
            var parts = new ArrayList<Points>();
            // What was summed up of an hour does not know what came to it since.
            joined(closed, asked.series())
                    .forEach(points -> parts.add(points.where(time -> !open.contains(Hours.of(time)))));
            joined(rows, asked.series())
                    .forEach(points ->
                            parts.add(Rollup.coarser(Rollup.of(points, Resolution.MINUTES.step()), stored.step())));
            return within(asked, Joined.bySeries(parts));
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
                parts.addAll(row.find(series::contains));
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
