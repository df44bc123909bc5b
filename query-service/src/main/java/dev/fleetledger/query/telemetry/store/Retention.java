package dev.fleetledger.query.telemetry.store;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops what is kept no longer: whole days when they are too old, and all that deleted servers left. */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final List<String> OF_SERVERS = List.of(
            "telemetry_fresh",
            "telemetry_samples",
            "telemetry_minutes",
            "telemetry_hours",
            "telemetry_latest",
            "telemetry_corrupt",
            "series");
    private static final int AT_ONCE = 100;

    private final Jdbi database;
    private final Settings kept;
    private final StoreMeters meters;

    /** How long samples are kept, and their sums by the minute and by the hour. */
    public record Settings(Duration samples, Duration minutes, Duration hours) {}

    Retention(Jdbi database, Settings kept, StoreMeters meters) {
        this.database = database;
        this.kept = kept;
        this.meters = meters;
    }

    void apply(Instant now) {
        days(now);
        deletedServers();
    }

    private void days(Instant now) {
        var expired = database.inTransaction(handle -> {
            if (!alone(handle)) {
                return 0L;
            }
            // To drop a part locks the whole for a moment; who reads for long is not waited for, nor others held up
            // behind.
            handle.execute("set local lock_timeout = '2s'");
            var first = day(now, kept.samples());
            var samples = samples(handle, "telemetry_samples where hour < :limit", start(first));
            drop(handle, "telemetry_samples", first);
            drop(handle, "telemetry_minutes", day(now, kept.minutes()));
            handle.createUpdate("delete from telemetry_hours where day < :first")
                    .bind("first", start(day(now, kept.hours())))
                    .execute();
            handle.createUpdate("delete from telemetry_corrupt where found_at < :first")
                    .bind("first", start(day(now, kept.hours())))
                    .execute();
            return samples;
        });
        meters.expired(expired);
    }

    /** Whether no other instance is at it, which would count the same and then wait for the same locks. */
    private static boolean alone(Handle handle) {
        return handle.createQuery("select pg_try_advisory_xact_lock(41)")
                .mapTo(Boolean.class)
                .one();
    }

    private static void drop(Handle handle, String table, LocalDate first) {
        var dropped = new Partitions(table).dropBefore(handle, first);
        if (!dropped.isEmpty()) {
            LOG.info("dropped {}, which are kept no longer", dropped);
        }
    }

    private void deletedServers() {
        var gone = database.withHandle(handle ->
                handle.createQuery("""
                        select id from deleted_servers d
                        where exists (select from series s where s.server_id = d.id)
                            or exists (select from telemetry_latest l where l.server_id = d.id)
                            or exists (select from telemetry_fresh f where f.server_id = d.id)
                        limit :most""").bind("most", AT_ONCE).mapTo(UUID.class).list());
        for (var server : gone) {
            meters.orphaned(database.inTransaction(handle -> drop(handle, server)));
        }
    }

    private static long drop(Handle handle, UUID server) {
        var samples = samples(handle, "telemetry_fresh where server_id = :limit", server)
                + samples(handle, "telemetry_samples where server_id = :limit", server);
        OF_SERVERS.forEach(table -> handle.createUpdate("delete from " + table + " where server_id = :server")
                .bind("server", server)
                .execute());
        return samples;
    }

    private static long samples(Handle handle, String which, Object limit) {
        return handle.createQuery("select coalesce(sum(samples), 0) from " + which)
                .bind("limit", limit)
                .mapTo(Long.class)
                .one();
    }

    private static LocalDate day(Instant now, Duration kept) {
        return LocalDate.ofInstant(now.minus(kept), ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
