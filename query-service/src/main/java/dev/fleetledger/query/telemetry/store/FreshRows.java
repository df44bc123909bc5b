package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.CorruptBlockException;
import dev.fleetledger.query.telemetry.block.Points;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The fresh rows that a server's hour had at one moment. What comes later is none of them. */
final class FreshRows {
    /** How many are in memory at a time. */
    private static final int AT_ONCE = 16;

    private final Handle handle;
    private final UUID server;
    private final Instant hour;
    private final Long[] ids;
    private final long samples;
    private final Set<Long> damaged = new HashSet<>();

    private record Sized(long id, int samples) {}

    private record Row(long id, BlockRow content) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(row.getLong("id"), BlockRow.of(row));
        }
    }

    FreshRows(Handle handle, UUID server, Instant hour) {
        this.handle = handle;
        this.server = server;
        this.hour = hour;
        var found = handle.createQuery(
                        "select id, samples from telemetry_fresh where server_id = :server and hour = :hour")
                .bind("server", server)
                .bind("hour", hour)
                .map((row, context) -> new Sized(row.getLong("id"), row.getInt("samples")))
                .list();
        ids = found.stream().map(Sized::id).toArray(Long[]::new);
        samples = found.stream().mapToLong(Sized::samples).sum();
    }

    boolean none() {
        return ids.length == 0;
    }

    /** How many samples they hold, repeated ones included. */
    long samples() {
        return samples;
    }

    /** Adds what each series has here to its count. */
    void count(Map<Long, Long> counts) {
        each(row -> row.content().count(counts));
    }

    /** What they have of these series, in the order of arrival. Damaged ones are put aside, each once. */
    List<Points> read(SeriesRange range, CorruptBlocks corrupt) {
        var parts = new ArrayList<Points>();
        each(row -> {
            try {
                parts.addAll(row.content().find(range::contains));
            } catch (CorruptBlockException e) {
                if (damaged.add(row.id())) {
                    corrupt.putAside(handle, row.content(), e);
                }
            }
        });
        return parts;
    }

    void delete() {
        bind(handle.createUpdate("""
                delete from telemetry_fresh
                where server_id = :server and hour = :hour and id = any(:ids)""")).execute();
    }

    private void each(Consumer<Row> use) {
        bind(handle.createQuery("""
                        select id, 'telemetry_fresh' as source, server_id, hour as start, block from telemetry_fresh
                        where server_id = :server and hour = :hour and id = any(:ids) order by id"""))
                .setFetchSize(AT_ONCE)
                .map((row, context) -> Row.of(row))
                .forEach(use);
    }

    private <T extends SqlStatement<T>> T bind(T statement) {
        return statement.bind("server", server).bind("hour", hour).bindArray("ids", Long.class, (Object[]) ids);
    }
}
