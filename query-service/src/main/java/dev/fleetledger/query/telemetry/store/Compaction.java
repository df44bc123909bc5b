package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.BlockWriter;
import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Joined;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.block.Rollup;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Puts the samples of one hour of a server together, fresh ones and those that were compacted before, each time of a
 * series once, and sums them up anew. One transaction, so that a crash leaves all as it was.
 */
final class Compaction {
    /** Small: it is written once and read often. */
    private static final int LEVEL = 6;
    /** Values in a block: enough to compress well, few enough to read one series of them quickly. */
    private static final int BLOCK = 16_384;

    private static final long MINUTE = 60_000;
    private static final Partitions SAMPLES = new Partitions("telemetry_samples");
    private static final Partitions MINUTES = new Partitions("telemetry_minutes");

    private final CorruptBlocks corrupt;
    private final BlockWriter blocks = new BlockWriter(LEVEL);

    /** Not for several threads at a time. */
    Compaction(CorruptBlocks corrupt) {
        this.corrupt = corrupt;
    }

    /** Makes the partitions that an hour's blocks go to. */
    static void prepare(Handle handle, Instant hour) {
        var day = LocalDate.ofInstant(hour, ZoneOffset.UTC);
        if (!MINUTES.exists(handle, day)) {
            handle.createQuery("select 1 from pg_advisory_xact_lock(40)")
                    .mapTo(Integer.class)
                    .one();
            SAMPLES.create(handle, day);
            MINUTES.create(handle, day);
        }
    }

    /** Compacts an hour; false if another one is at it. */
    boolean run(Handle handle, UUID server, Instant hour) {
        if (!lock(handle, server, hour)) {
            return false;
        }
        var parts = new ArrayList<Points>();
        parts.addAll(take(handle, "telemetry_samples", "hour", server, hour));
        parts.addAll(take(handle, "telemetry_fresh", "hour", server, hour));
        var samples = Joined.bySeries(parts);
        write(handle, "telemetry_samples", "hour", server, hour, samples);

        var minutes = samples.stream().map(points -> Rollup.of(points, MINUTE)).toList();
        take(handle, "telemetry_minutes", "hour", server, hour);
        write(handle, "telemetry_minutes", "hour", server, hour, minutes);

        var day = LocalDate.ofInstant(hour, ZoneOffset.UTC)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        var hours = new ArrayList<>(take(handle, "telemetry_hours", "day", server, day));
        minutes.forEach(points -> hours.add(Rollup.coarser(points, Hours.MILLIS)));
        write(handle, "telemetry_hours", "day", server, day, Joined.bySeries(hours));
        return true;
    }

    /** Of a server's day, since the sums by the hour of a day are one row. */
    private static boolean lock(Handle handle, UUID server, Instant hour) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:what, 40))")
                .bind("what", server + "/" + LocalDate.ofInstant(hour, ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one();
    }

    private List<Points> take(Handle handle, String table, String column, UUID server, Instant start) {
        var order = table.equals("telemetry_fresh") ? "id" : "first_series";
        var rows = handle.createQuery("""
                        with taken as (delete from %1$s where server_id = :server and %2$s = :start
                            returning %3$s as place, server_id, %2$s as start, block)
                        select '%1$s' as source, server_id, start, block from taken order by place""".formatted(table, column, order))
                .bind("server", server)
                .bind("start", start)
                .map((row, context) -> BlockRow.of(row))
                .list();
        var parts = new ArrayList<Points>();
        for (var row : rows) {
            try {
                parts.addAll(row.all());
            } catch (CorruptBlockException e) {
                corrupt.report(row.where(), e);
                putAside(handle, row);
            }
        }
        return parts;
    }

    private static void putAside(Handle handle, BlockRow row) {
        handle.createUpdate("""
                        insert into telemetry_corrupt (found_at, source, server_id, start, block)
                        values (now(), :source, :server, :start, :block)""")
                .bind("source", row.source())
                .bind("server", row.server())
                .bind("start", row.start())
                .bind("block", row.block())
                .execute();
    }

    private void write(Handle handle, String table, String column, UUID server, Instant start, List<Points> series) {
        var columns = new String[] {"server_id", column, "first_series", "last_series", "samples", "block"};
        try (var rows = CopyRows.into(handle, table, columns)) {
            for (var from = 0; from < series.size(); ) {
                var to = from;
                var values = 0L;
                while (to < series.size() && (to == from || values < BLOCK)) {
                    values += (long) series.get(to).size() * series.get(to).columns().length;
                    to++;
                }
                var part = series.subList(from, to);
                rows.row()
                        .put(server)
                        .put(start)
                        .put(part.getFirst().series())
                        .put(part.getLast().series())
                        .put(part.stream().mapToInt(Points::size).sum())
                        .put(blocks.write(part));
                from = to;
            }
        }
    }
}
