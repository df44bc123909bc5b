package dev.fleetledger.query.job;

import dev.fleetledger.domain.job.Job;
import dev.fleetledger.domain.job.JobStatus;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.query.live.Feed;
import dev.fleetledger.query.live.Feed.Item;
import dev.fleetledger.query.live.Feed.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jobs to be followed to their ends. */
final class JobFeeds {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final JobDao jobs;
    private final LongFunction<List<JobLog.Line>> log;

    /** @param log of the job of that number, in its order */
    JobFeeds(JobDao jobs, LongFunction<List<JobLog.Line>> log) {
        this.jobs = jobs;
        this.log = log;
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

    /** The lines of a job's log, numbered from 1. It is read when the job has another version, as each event makes one. */
    Feed log(long number) {
        return new Feed() {
            private long read;

            @Override
            public Part after(@Nullable String id) {
                var found = found(number);
                var isOver = !found.job().live();
                if (found.version() == read) {
                    return new Part(List.of(), isOver);
                }
                read = found.version();
                var lines = log.apply(number);
                var items = new ArrayList<Item>();
                for (var i = (int) Math.min(line(id), lines.size()); i < lines.size(); i++) {
                    items.add(new Item(Integer.toString(i + 1), lines.get(i)));
                }
                return new Part(items, isOver);
            }
        };
    }

    private JobDao.Versioned found(long number) {
        return jobs.job(number, null).orElseThrow(() -> PathId.notFound("Job", Long.toString(number)));
    }

    private static long line(@Nullable String id) {
        return id != null && NUMBER.matcher(id).matches() ? Long.parseLong(id) : 0;
    }
}
