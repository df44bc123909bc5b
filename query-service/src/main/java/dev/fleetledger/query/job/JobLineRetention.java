package dev.fleetledger.query.job;

import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops lines that are kept no longer, and those of jobs that were deleted, which nobody is shown meanwhile. */
final class JobLineRetention implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(JobLineRetention.class);
    private static final Duration EVERY = Duration.ofMinutes(10);
    /** At a time, so that nobody waits for long. */
    private static final int AT_ONCE = 10_000;

    private final Jdbi database;
    private final Duration kept;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("job-lines").unstarted(this::run);

    /** @param kept how long lines are kept, by their own times */
    JobLineRetention(Jdbi database, Duration kept, InstantSource clock) {
        this.database = database;
        this.kept = kept;
        this.clock = clock;
    }

    /** Drops all of them. */
    void apply() {
        var dropped = all("time < :oldest") + all("""
                job in (select cast(id as bigint) from aggregate_versions
                    where type = 'job' and to_offset is null and document is null
                        and cast(id as bigint) in (select distinct job from job_lines))""");
        if (dropped > 0) {
            LOG.info("dropped {} lines of jobs' logs, which are kept no longer", dropped);
        }
    }

    private int all(String which) {
        var all = 0;
        int dropped;
        do {
            dropped = database.withHandle(handle -> handle.createUpdate("""
                            delete from job_lines where (job, seq) in (
                                select job, seq from job_lines where\s""" + which + " limit :most)")
                    .bind("oldest", clock.instant().minus(kept).atOffset(ZoneOffset.UTC))
                    .bind("most", AT_ONCE)
                    .execute());
            all += dropped;
        } while (dropped == AT_ONCE && closing.getCount() > 0);
        return all;
    }

    private void run() {
        try {
            do {
                try {
                    apply();
                } catch (JdbiException e) {
                    LOG.warn("lines of jobs' logs are not dropped for now: {}", e.getMessage());
                }
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
