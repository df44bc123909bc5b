package dev.fleetledger.query.telemetry.store;

import com.google.common.base.Throwables;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts each hour that is over, and again when samples come to it late; drops what is too old, and what deleted servers
 * left. Any number of instances may run.
 *
 * <p>An hour that was compacted is compacted again once a good share of it is new, or after a while. So samples that come
 * late one by one do not have the whole hour written each time, and all that is written is a fixed multiple of what came.
 */
public final class Compactor implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Compactor.class);
    private static final Duration PAUSE = Duration.ofSeconds(10);
    /** How long after its end an hour counts as over. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** An hour is compacted again once this part of what it has is new. */
    private static final int SHARE = 4;
    /** How long late samples that are fewer wait for others. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int AT_ONCE = 1000;
    /** The subquery on fresh rows is last, as only few hours need it. */
    private static final String DUE = """
            select server_id, hour
            from (select distinct server_id, hour from telemetry_fresh where hour < :open) as closed
            cross join lateral (select sum(samples) as samples from telemetry_samples s
                where s.server_id = closed.server_id and s.hour = closed.hour) as compacted
            where compacted.samples is null or (
                select sum(f.samples) * :share >= compacted.samples or min(f.received_at) <= :waited
                from telemetry_fresh f where f.server_id = closed.server_id and f.hour = closed.hour)
            order by hour, server_id limit :most""";

    private final Jdbi database;
    private final InstantSource clock;
    private final Compaction compaction;
    private final Retention retention;
    private final StoreMeters meters;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("compactor").unstarted(this::run);

    public Compactor(
            Jdbi database, CorruptBlocks corrupt, Retention.Settings kept, StoreMeters meters, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.compaction = new Compaction(corrupt, Compaction.MOST);
        this.retention = new Retention(database, kept, meters);
        this.meters = meters;
    }

    private record Due(UUID server, Instant hour) {}

    /** Compacts all that is due now; returns how many hours of servers that were. Not for several threads at a time. */
    public int compact() {
        var compacted = 0;
        for (var due = due(); !due.isEmpty() && closing.getCount() > 0; due = due()) {
            var before = compacted;
            for (var next : due) {
                if (closing.getCount() > 0 && compact(next)) {
                    compacted++;
                }
            }
            if (compacted == before) {
                break;
            }
        }
        return compacted;
    }

    /** Drops what is too old, and what deleted servers left. */
    public void clean() {
        retention.apply(clock.instant());
    }

    private boolean compact(Due due) {
        database.useTransaction(handle -> Compaction.prepare(handle, due.hour()));
        var repeated = database.inTransaction(handle -> {
            // A crash may undo it as a whole: then it is done again.
            handle.execute("set local synchronous_commit = off");
            return compaction.run(handle, due.server(), due.hour());
        });
        repeated.ifPresent(meters::compacted);
        return repeated.isPresent();
    }

    private List<Due> due() {
        return database.withHandle(this::due);
    }

    private List<Due> due(Handle handle) {
        var now = clock.instant();
        return handle.createQuery(DUE)
                .bind("open", now.minus(GRACE).truncatedTo(ChronoUnit.HOURS))
                .bind("waited", now.minus(PATIENCE))
                .bind("share", SHARE)
                .bind("most", AT_ONCE)
                .map((row, context) -> new Due(
                        row.getObject("server_id", UUID.class),
                        row.getTimestamp("hour").toInstant()))
                .list();
    }

    private void run() {
        do {
            try {
                compact();
                clean();
            } catch (RuntimeException e) {
                LOG.warn("compaction tries again in {}", PAUSE, Throwables.getRootCause(e));
            }
        } while (!closed());
    }

    private boolean closed() {
        try {
            return closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        closing.countDown();
        thread.join();
    }
}
