package dev.fleetledger.query.projection;

import java.util.Map;
import java.util.Optional;

/** How a projector fares; written by its thread, read by any. */
public final class ProjectorState {
    private volatile Optional<String> trouble = Optional.of("starting");
    private volatile Map<Integer, Long> goal = Map.of();
    private volatile Map<Integer, Long> reached = Map.of();

    /** Why its tables are not to be relied on now, for anyone to read; empty if all is well. */
    public Optional<String> trouble() {
        if (trouble.isPresent()) {
            return trouble;
        }
        return hasReached(goal) ? Optional.empty() : Optional.of("catching up");
    }

    /** Why it does not go on now, for anyone to read; empty while it does, be it far behind. */
    public Optional<String> failure() {
        return trouble;
    }

    /** Whether all records before these offsets of its topic, by partition, are in the tables. */
    public boolean hasReached(Map<Integer, Long> offsets) {
        var now = reached;
        return offsets.entrySet().stream().allMatch(end -> now.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }

    void following(Map<Integer, Long> ends) {
        reached = Map.of();
        goal = Map.copyOf(ends);
    }

    void reached(Map<Integer, Long> offsets) {
        reached = Map.copyOf(offsets);
        trouble = Optional.empty();
    }

    void failing(String reason) {
        trouble = Optional.of(reason);
    }

    void stopped(String reason) {
        trouble = Optional.of("stopped: " + reason);
    }
}
