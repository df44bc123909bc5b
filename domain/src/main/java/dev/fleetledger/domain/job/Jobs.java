package dev.fleetledger.domain.job;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.JobEvent;
import dev.fleetledger.schemas.job.JobKind;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * The jobs of a fleet.
 *
 * @param live those of which something is to be done yet
 * @param finished the others that are listed, by number
 * @param lastNumber the number given last
 * @param took how many seconds the latest ones of each kind took
 * @param servers of those that are live or listed
 * @param changes the latest ones, jobs' numbers by the sequence of their events in the fleet
 * @param kept numbers of the finished ones that could be taken up again with what they were to hand over, the oldest first
 */
public record Jobs(
        Table<Long, Job> live,
        TreePMap<Long, Job> finished,
        long lastNumber,
        PMap<JobKind, PVector<Integer>> took,
        PMap<UUID, OfServer> servers,
        TreePMap<Long, Long> changes,
        PVector<Long> kept) {
    /** How many finished ones are listed: past it the oldest make room, as new jobs are requested. */
    public static final int MOST_FINISHED = 20_000;

    /** Of how many finished ones that is kept which they were to hand over: some 100 KB each. */
    public static final int MOST_KEPT = 500;

    private static final int MOST_OUTGROWN = 2;
    private static final int REMEMBERED = 21;
    /** How many changes are remembered. */
    static final int MOST_CHANGES = 1000;

    public static final Jobs EMPTY = new Jobs(
            Table.by(List.of()),
            TreePMap.empty(),
            0,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            TreePMap.empty(),
            TreePVector.empty());

    /**
     * What is known of a server's jobs.
     *
     * @param last the highest number of one, also of one that is no longer listed
     * @param listed how many are live or listed
     */
    public record OfServer(long last, int listed) {}

    public Optional<Job> find(long number) {
        return live.find(number).or(() -> Optional.ofNullable(finished.get(number)));
    }

    /** Those of which something is to be done yet, in no order. */
    public Collection<Job> all() {
        return live.values();
    }

    /** The highest number of a job of that server, also of one that is no longer listed; 0 if none is listed. */
    public long latestOf(UUID server) {
        var jobs = servers.get(server);
        return jobs == null ? 0 : jobs.last();
    }

    /**
     * The oldest finished ones past the bound, if one more came: two at most, so that a request stays small, and yet what
     * finished all at once is worked off, as each request brings one that finishes.
     */
    public List<Job> outgrown() {
        return finished.values().stream()
                .limit(Math.clamp(finished.size() + 1L - MOST_FINISHED, 0, MOST_OUTGROWN))
                .toList();
    }

    /** How long the next one of a kind may take, in seconds: the median of the latest that were done. */
    public Optional<Integer> estimate(JobKind kind) {
        var seconds = took.getOrDefault(kind, TreePVector.empty());
        return seconds.isEmpty()
                ? Optional.empty()
                : Optional.of(seconds.stream().sorted().toList().get(seconds.size() / 2));
    }

    /** The jobs after one more event. */
    public Jobs evolve(JobEvent event, EventMetadata metadata) {
        var number = event.jobNumber();
        var evolved = with(number, Job.evolve(find(number).orElse(null), event, metadata));
        var all = changes.plus(metadata.sequence(), number);
        return evolved.with(all.size() <= MOST_CHANGES ? all : all.minus(all.firstKey()));
    }

    /** The numbers of those that changed by events after that one; empty if that is too long ago to be known. */
    public Optional<Collection<Long>> changedAfter(long sequence) {
        return changes.size() < MOST_CHANGES || changes.firstKey() <= sequence + 1
                ? Optional.of(Set.copyOf(changes.tailMap(sequence, false).values()))
                : Optional.empty();
    }

    private Jobs with(TreePMap<Long, Long> all) {
        return new Jobs(live, finished, lastNumber, took, servers, all, kept);
    }

    public Jobs plus(Job job) {
        return with(job.number(), job);
    }

    private Jobs with(long number, @Nullable Job job) {
        var last = Math.max(lastNumber, number);
        var listed = listed(find(number).orElse(null), job);
        if (job == null) {
            return new Jobs(live.minus(number), finished.minus(number), last, took, listed, changes, kept.minus((Object)
                    number));
        }
        if (job.live()) {
            return new Jobs(live.plus(number, job), finished, last, took, listed, changes, kept);
        }
        var over = finished.plus(number, job);
        var all = kept;
        if (job.userData() != null) {
            all = kept.plus(number);
            if (all.size() > MOST_KEPT) {
                var oldest = all.get(0);
                over = over.plus(
                        oldest, Objects.requireNonNull(over.get(oldest)).withoutUserData());
                all = all.minus(0);
            }
        }
        return new Jobs(live.minus(number), over, last, remember(job), listed, changes, all);
    }

    private PMap<UUID, OfServer> listed(@Nullable Job before, @Nullable Job after) {
        if (before == null && after != null) {
            var server = after.target().serverId();
            var jobs = servers.getOrDefault(server, new OfServer(0, 0));
            return servers.plus(server, new OfServer(Math.max(jobs.last(), after.number()), jobs.listed() + 1));
        }
        if (before != null && after == null) {
            var server = before.target().serverId();
            var jobs = servers.getOrDefault(server, new OfServer(0, 0));
            return jobs.listed() <= 1
                    ? servers.minus(server)
                    : servers.plus(server, new OfServer(jobs.last(), jobs.listed() - 1));
        }
        return servers;
    }

    private PMap<JobKind, PVector<Integer>> remember(Job job) {
        var seconds = job.took().map(took -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, took.toSeconds())));
        if (seconds.isEmpty()) {
            return took;
        }
        var before = took.getOrDefault(job.type(), TreePVector.empty());
        var room = before.size() < REMEMBERED ? before : before.minus(0);
        return took.plus(job.type(), room.plus(seconds.get()));
    }
}
