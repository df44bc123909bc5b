package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.BlockWriter;
import dev.fleetledger.query.telemetry.block.Joined;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.block.Rollup;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Puts the samples of one hour of a server together, fresh ones and those that were compacted before, each time of a
 * series once, and sums them up anew. One transaction, so that a crash leaves all as it was. What is too much for the memory
 * is done in ranges of series, one after another.
 */
final class Compaction {
    /** Small: it is written once and read often. */
    private static final int LEVEL = 6;
    /** Samples in memory at a time; each takes some 150 bytes at worst, if it came in a row of its own. */
    static final long MOST = 500_000;

    private static final Partitions SAMPLES = new Partitions("telemetry_samples");
    private static final Partitions MINUTES = new Partitions("telemetry_minutes");

    private final CorruptBlocks corrupt;
    private final long most;
    private final BlockWriter blocks = new BlockWriter(LEVEL);

    /**
     * Not for several threads at a time.
     *
     * @param most how many samples may be in memory at a time, unless a single series has more
     */
    Compaction(CorruptBlocks corrupt, long most) {
        this.corrupt = corrupt;
        this.most = most;
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

    /** Compacts an hour; how many samples fell out as repeated ones. Empty if another one is at it, or was. */
    OptionalLong run(Handle handle, UUID server, Instant hour) {
        if (!lock(handle, server, hour)) {
            return OptionalLong.empty();
        }
        var fresh = new FreshRows(handle, server, hour);
        if (fresh.none()) {
            return OptionalLong.empty();
        }
        var day = LocalDate.ofInstant(hour, ZoneOffset.UTC)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        var samples = new CompactedRows(handle, Resolution.SAMPLES, server, hour);
        var minutes = new CompactedRows(handle, Resolution.MINUTES, server, hour);
        var hours = new CompactedRows(handle, Resolution.HOURS, server, day);
        var repeated = 0L;
        for (var range : ranges(fresh, samples)) {
            var parts = new ArrayList<>(samples.take(range, corrupt));
            parts.addAll(fresh.read(range, corrupt));
            var joined = Joined.bySeries(parts);
            repeated += size(parts) - size(joined);
            samples.write(joined, blocks);

            var byMinute = joined.stream()
                    .map(points -> Rollup.of(points, Resolution.MINUTES.step()))
                    .toList();
            minutes.take(range, corrupt);
            minutes.write(byMinute, blocks);

            var byHour = new ArrayList<>(hours.take(range, corrupt));
            byMinute.forEach(points -> byHour.add(Rollup.coarser(points, Resolution.HOURS.step())));
            hours.write(Joined.bySeries(byHour), blocks);
        }
        fresh.delete();
        return OptionalLong.of(repeated);
    }

    private static long size(List<Points> series) {
        return series.stream().mapToLong(Points::size).sum();
    }

    private List<SeriesRange> ranges(FreshRows fresh, CompactedRows samples) {
        if (fresh.samples() + samples.samples() <= most) {
            return List.of(SeriesRange.ALL);
        }
        var counts = new TreeMap<Long, Long>();
        samples.count(counts);
        fresh.count(counts);
        return SeriesRange.cut(counts, most);
    }

    /** Of a server's day, since the sums by the hour of a day are one row. */
    private static boolean lock(Handle handle, UUID server, Instant hour) {
        return handle.createQuery("select pg_try_advisory_xact_lock(hashtextextended(:what, 40))")
                .bind("what", server + "/" + LocalDate.ofInstant(hour, ZoneOffset.UTC))
                .mapTo(Boolean.class)
                .one();
    }
}
