package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.BlockWriter;
import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Points;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The compacted rows of a server's hour or day, replaced from the least series up: a range of series is taken, then what
 * takes its place is written, then the next. Nobody else may write them meanwhile.
 */
final class CompactedRows {
    /** Values in a block: enough to compress well, few enough to read one series of them quickly. */
    private static final int BLOCK = 16_384;

    private final Handle handle;
    private final Resolution stored;
    private final UUID server;
    private final Instant start;
    /** What was in the last row taken beyond its range. */
    private List<Points> rest = List.of();

    CompactedRows(Handle handle, Resolution stored, UUID server, Instant start) {
        this.handle = handle;
        this.stored = stored;
        this.server = server;
        this.start = start;
    }

    long samples() {
        return bind(handle.createQuery(sql("select coalesce(sum(samples), 0) from %1$s where %3$s")))
                .mapTo(Long.class)
                .one();
    }

    /** Adds what each series has here to its count. */
    void count(Map<Long, Long> counts) {
        bind(handle.createQuery(sql("select %2$s from %1$s where %3$s")))
                .setFetchSize(1)
                .map((row, context) -> BlockRow.of(row))
                .forEach(row -> row.count(counts));
    }

    /**
     * Takes out what there is of these series. Damaged rows are put aside.
     *
     * @param range follows on the one before
     */
    List<Points> take(SeriesRange range, CorruptBlocks corrupt) {
        // No two rows have a series in common, so that one at most goes beyond the range.
        var found = new ArrayList<>(rest);
        bind(handle.createQuery(sql("""
                        with taken as (delete from %1$s
                            where %3$s and first_series between :first and :last returning *)
                        select %2$s from taken order by first_series""")))
                .bind("first", range.first())
                .bind("last", range.last())
                .map((row, context) -> BlockRow.of(row))
                .forEach(row -> {
                    try {
                        found.addAll(row.find(series -> true));
                    } catch (CorruptBlockException e) {
                        corrupt.putAside(handle, row, e);
                    }
                });
        rest = found.stream().filter(points -> points.series() > range.last()).toList();
        return found.stream().filter(points -> range.contains(points.series())).toList();
    }

    /**
     * Writes what belongs into the range that was taken last.
     *
     * @param series ascending by number, each once
     */
    void write(List<Points> series, BlockWriter blocks) {
        var columns = new String[] {"server_id", stored.column(), "first_series", "last_series", "samples", "block"};
        try (var rows = CopyRows.into(handle, stored.table(), columns)) {
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

    /** With the table, the columns of a {@link BlockRow} and the condition. */
    private String sql(String form) {
        return form.formatted(
                stored.table(),
                "'%s' as source, server_id, %s as start, block".formatted(stored.table(), stored.column()),
                "server_id = :server and %s = :start".formatted(stored.column()));
    }

    private <T extends SqlStatement<T>> T bind(T statement) {
        return statement.bind("server", server).bind("start", start);
    }
}
