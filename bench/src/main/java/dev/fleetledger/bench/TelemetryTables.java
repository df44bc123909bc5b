package dev.fleetledger.bench;

import dev.fleetledger.embedded.EmbeddedPostgresql;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What the platform has stored of telemetry, as its database tells. */
final class TelemetryTables implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(30);
    private static final long PAUSE = 20;

    private final Connection connection;

    TelemetryTables(EmbeddedPostgresql postgresql) throws SQLException {
        connection = DriverManager.getConnection(postgresql.jdbcUrl(), postgresql.user(), postgresql.password());
    }

    /** A series and its server. */
    record Series(long id, UUID server) {}

    /** Waits until so many records of the topic are stored, and can be asked for. */
    void awaitStored(long records) throws SQLException, InterruptedException {
        await("select coalesce(sum(next_offset), 0) >= %s from projector_offsets where projector = 'telemetry'"
                .formatted(records));
    }

    /** Waits until all hours that are over are compacted, without the wait of late samples for more of them. */
    void awaitCompacted() throws SQLException, InterruptedException {
        execute("update telemetry_fresh set received_at = '-infinity'");
        await("select count(*) = 0 from telemetry_fresh where hour < date_trunc('hour', now() - interval '1 minute')");
    }

    /** Bytes on disk, indexes and all, of a table or of its partitions. */
    long bytes(String table) throws SQLException {
        execute("vacuum " + table);
        return number("""
                select pg_total_relation_size('%1$s') + coalesce(sum(pg_total_relation_size(inhrelid)), 0)
                from pg_inherits where inhparent = '%1$s'::regclass""".formatted(table));
    }

    long samples(String table) throws SQLException {
        return number("select coalesce(sum(samples), 0) from " + table);
    }

    List<Series> series(String name) throws SQLException {
        try (var statement = connection.prepareStatement("select id, server_id from series where name = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                var found = new ArrayList<Series>();
                while (rows.next()) {
                    found.add(new Series(rows.getLong(1), rows.getObject(2, UUID.class)));
                }
                return found;
            }
        }
    }

    private void await(String sql) throws SQLException, InterruptedException {
        var until = System.nanoTime() + LIMIT.toNanos();
        while (!is(sql)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("waited in vain for: " + sql);
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean is(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
