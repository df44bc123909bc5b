package dev.fleetledger.query.projection;

import java.util.Map;
import java.util.Optional;

/** How a projector fares; written by its threads, read by any. */
public final class ProjectorState {
    private volatile Optional<String> trouble = Optional.of("starting");
    private volatile Optional<String> end = Optional.empty();
    private volatile Map<Integer, Long> goal = Map.of();
    private volatile Map<Integer, Long> reached = Map.of();
    private volatile Optional<Rebuilding> rebuilding = Optional.empty();
    private volatile Runnable onRebuild = () -> {};

    /**
     * Tables that are being made anew beside those that are read.
     *
     * @param done records of the topic that they hold
     * @param all records of the topic
     * @param stale whether those that are read are of an earlier shape, and so not written on until then
     * @param heldUp whether who reads the old tables was in the way of the new ones
     */
    public record Rebuilding(long done, long all, boolean stale, boolean heldUp) {
        /** How many records they lack. */
        public long remaining() {
            return Math.max(0, all - done);
        }

        /** How far it is, for anyone to read. */
        public String says() {
            var percent = all <= 0 ? 0 : Math.min(99, 100 * done / all);
            return "rebuilding, " + percent + " percent"
                    + (heldUp ? "; waiting for long reads to end" : "")
                    + (stale ? "; answers are as of its start" : "");
        }
    }

    /** Why its tables are not to be relied on now, for anyone to read; empty if all is well. */
    public Optional<String> trouble() {
        return failure().or(() -> hasReached(goal) ? Optional.empty() : Optional.of("catching up"));
    }

    /** Why it does not go on now, for anyone to read; empty while it does, be it far behind. */
    public Optional<String> failure() {
        return end.or(() -> trouble);
    }

    /** Whether all records before these offsets of its topic, by partition, are in the tables. */
    public boolean hasReached(Map<Integer, Long> offsets) {
        return hasReached(reached, offsets);
    }

    static boolean hasReached(Map<Integer, Long> now, Map<Integer, Long> offsets) {
        return offsets.entrySet().stream().allMatch(end -> now.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    /** What is being made anew now. */
    public Optional<Rebuilding> rebuilding() {
        return rebuilding;
    }

    /** Has this run whenever its tables begin to be made anew, which may not be for as long as it runs. */
    public void onRebuild(Runnable listener) {
        onRebuild = listener;
    }

    void reached(Map<Integer, Long> offsets, Map<Integer, Long> ends) {
        goal = Map.copyOf(ends);
        reached = Map.copyOf(offsets);
        trouble = Optional.empty();
    }

    void failing(String reason) {
        trouble = Optional.of(reason);
    }

    void stopped(String reason) {
        end = Optional.of("stopped: " + reason);
    }

    void rebuilding(Rebuilding now) {
        var begins = rebuilding.isEmpty();
        rebuilding = Optional.of(now);
        if (begins) {
            onRebuild.run();
        }
    }

    void rebuilt() {
        rebuilding = Optional.empty();
    }
}
