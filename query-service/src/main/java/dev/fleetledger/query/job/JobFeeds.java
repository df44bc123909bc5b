package dev.fleetledger.query.job;

import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobNames;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.query.live.Feed;
import dev.fleetledger.query.live.Feed.Item;
import dev.fleetledger.query.live.Feed.Part;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Jobs to be followed to their ends. */
final class JobFeeds {
    private static final int MOST_AT_ONCE = 500;
    /** How often the rest of a log is waited for, some seconds each time. */
    private static final int LONGEST_WAIT = 5;
    /** For how long after its end the log of a job is waited for. */
    private static final Duration SETTLING = Duration.ofMinutes(1);

    private final JobDao jobs;
    private final JobLogReader log;
    private final BooleanSupplier caughtUp;
    private final InstantSource clock;

    /** @param caughtUp whether the tables have all that was written before, having waited a moment for it */
    JobFeeds(JobDao jobs, JobLogReader log, BooleanSupplier caughtUp, InstantSource clock) {
        this.jobs = jobs;
        this.log = log;
        this.caughtUp = caughtUp;
        this.clock = clock;
    }

    /**
     * Whether all that was logged of a job that is over can be read, having waited a moment for it: it is written before the
     * job's end is, but to another topic.
     */
    boolean isSettled(Job job) {
        var finished = job.state().finishedAt();
        return finished == null || finished.isBefore(clock.instant().minus(SETTLING)) || caughtUp.getAsBoolean();
    }

    /**
     * How far a job is.
     *
     * @param percentage 100 only when completed
     * @param message for people
     */
    record Progress(int percentage, String message, JobStatus status) {

        static Progress of(Job job) {
            var state = job.state();
            var phase = state.phase() == null ? job.name() + " is queued" : state.phase();
            var message = switch (state.status()) {
                case PENDING, RUNNING -> phase;
                case COMPLETED -> job.name() + " is completed";
                case FAILED -> String.valueOf(state.error());
                case CANCELLED -> job.name() + " is cancelled";
            };
            return new Progress(state.progress(), message, state.status());
        }
    }

    /**
     * How far a job is now, whatever a client saw before, and then each time that changes; its end has the final status.
     * Events are numbered by the job's versions.
     */
    Feed progress(long number) {
        return new Feed() {
            private @Nullable Progress shown;

            @Override
            public Part after(@Nullable String id) {
                var found = found(number);
                var now = Progress.of(found.job());
                var isNews = !now.equals(shown);
                shown = now;
                return new Part(
                        isNews ? List.of(new Item(Long.toString(found.version()), now)) : List.of(),
                        !found.job().live());
            }
        };
    }

    /**
     * A job's log, which ends when the job is over and all that was said of it is there. Milestones are read when the job has
     * another version, as each event makes one.
     */
    Feed log(long number) {
        return new Feed() {
            private long read;
            private List<JobLog.Line> milestones = List.of();
            private int waited;

            @Override
            public Part after(@Nullable String id) {
                var found = found(number);
                var isOver = !found.job().live() && (isSettled(found.job()) || ++waited > LONGEST_WAIT);
                if (found.version() != read) {
                    milestones = log.milestones(number);
                    read = found.version();
                }
                var part = log.after(number, JobLogReader.Place.of(id), MOST_AT_ONCE, milestones);
                return new Part(
                        part.entries().stream()
                                .map(entry -> new Item(entry.place().toString(), entry.line()))
                                .toList(),
                        isOver && !part.more(),
                        part.more());
            }
        };
    }

    /** The job that a client names; throws RejectedException (404) if no such one is listed. */
    Job named(String id) {
        return JobNames.parse(id)
                .flatMap(name ->
                        jobs.job(name.number(), null).map(JobDao.Versioned::job).filter(name::isOf))
                .orElseThrow(() -> PathId.notFound("Job", id));
    }

    /** {@link #named}, its number alone. */
    long number(String id) {
        return named(id).number();
    }

    private JobDao.Versioned found(long number) {
        return jobs.job(number, null).orElseThrow(() -> PathId.notFound("Job", Long.toString(number)));
    }
}
