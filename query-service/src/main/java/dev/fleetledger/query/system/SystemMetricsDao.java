package dev.fleetledger.query.system;

import dev.fleetledger.query.system.SystemMetrics.Servers;
import dev.fleetledger.query.system.SystemMetrics.Usage;
import dev.fleetledger.schemas.server.Health;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Sums up what the tables hold of all servers. */
final class SystemMetricsDao {
    private static final String USAGE = """
            with heard as (select latest.* from telemetry_latest as latest
                join servers on servers.id = latest.server_id where servers.health = :online),
            traffic as (select sum((one ->> 'bytes_recv')::bigint) as received, sum((one ->> 'bytes_sent')::bigint) as sent
                from heard, jsonb_array_elements(network) as one)
            select (select avg(cpu_percent) from heard) as cpu, (select avg(memory_percent) from heard) as memory,
                (select avg(disk_percent) from heard) as disk,
                least(coalesce(received, 0), %1$s)::bigint as received, least(coalesce(sent, 0), %1$s)::bigint as sent
            from traffic""".formatted(Long.MAX_VALUE);
    private static final String SERVERS = """
            select count(*) as total, count(*) filter (where health = :online) as online,
                count(*) filter (where document ->> 'lifecycle' = 'deploying') as deploying,
                count(*) filter (where document ->> 'lifecycle' = 'failed') as failed
            from servers""";

    private final Jdbi database;

    SystemMetricsDao(Jdbi database) {
        this.database = database;
    }

    Usage usage() {
        return database.withHandle(handle -> handle.createQuery(USAGE)
                .bind("online", Health.ONLINE.wireName())
                .map((row, context) -> new Usage(
                        percent(row, "cpu"),
                        percent(row, "memory"),
                        percent(row, "disk"),
                        row.getLong("received"),
                        row.getLong("sent")))
                .one());
    }

    Servers servers() {
        return database.withHandle(handle -> handle.createQuery(SERVERS)
                .bind("online", Health.ONLINE.wireName())
                .map((row, context) -> new Servers(
                        row.getLong("total"), row.getLong("online"), row.getLong("deploying"), row.getLong("failed")))
                .one());
    }

    private static @Nullable Double percent(ResultSet row, String column) throws SQLException {
        var value = row.getDouble(column);
        return row.wasNull() ? null : Math.round(value * 10) / 10.0;
    }
}
