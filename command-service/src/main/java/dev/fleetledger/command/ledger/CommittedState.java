package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The committed state of every partition, as a reader of committed records sees it: only the tail of the ledger sets it.
 * A commit that was acknowledged is not in it until its end stands in the ledger, since only then can nothing undo it.
 */
final class CommittedState {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int MOST_OFFERED = 5000;

    private final AtomicReferenceArray<PartitionState> states = new AtomicReferenceArray<>(Topics.EVENTS.partitions());
    private final List<Expected> expected = new ArrayList<>();
    private final List<NavigableMap<Long, FleetState>> decided = IntStream.range(0, Topics.EVENTS.partitions())
            .<NavigableMap<Long, FleetState>>mapToObj(partition -> new ConcurrentSkipListMap<>())
            .toList();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    private record Expected(int partition, long offset, FleetId fleet, String hash, CompletableFuture<Boolean> seen) {
        /** The state is the first one past the offset: with this very event as its fleet's last, or without it. */
        boolean settledBy(int partition, PartitionState state) {
            if (this.partition != partition || state.nextOffset() <= offset) {
                return false;
            }
            seen.complete(state.fleet(fleet).hash().equals(hash));
            return true;
        }
    }

    CommittedState() {
        for (var partition = 0; partition < states.length(); partition++) {
            states.set(partition, PartitionState.EMPTY);
        }
    }

    PartitionState of(int partition) {
        return states.get(partition);
    }

    /**
     * Offers the states that this instance's owner has after what it is about to write, by the offset of their last event.
     * Whoever reads that event takes the owner's, rather than a copy of all that has changed.
     */
    void offer(int partition, Map<Long, FleetState> states) {
        var offered = decided.get(partition);
        var first = offered.firstEntry();
        // A reader so far behind makes its own. Offsets bound the number, which this map would have to count.
        states.forEach((offset, state) -> {
            if (first == null || offset - first.getKey() < MOST_OFFERED) {
                offered.put(offset, state);
            }
        });
    }

    /** The state after an event of that offset and hash, if it was offered; none before it will be asked for. */
    @Nullable
    FleetState take(int partition, long offset, String hash) {
        var offered = decided.get(partition);
        var state = offered.get(offset);
        offered.headMap(offset, true).clear();
        return state != null && state.hash().equals(hash) ? state : null;
    }

    /** Sets the state, which is further by one record at most, and tells those who waited for it. */
    void advance(int partition, PartitionState state) {
        lock.lock();
        try {
            states.set(partition, state);
            expected.removeIf(event -> event.settledBy(partition, state));
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Becomes true once the event is there, and false once it is certain that it never will be; asked before it is sent.
     */
    CompletableFuture<Boolean> expect(int partition, long offset, FleetId fleet, String hash) {
        var event = new Expected(partition, offset, fleet, hash, new CompletableFuture<>());
        lock.lock();
        try {
            if (!event.settledBy(partition, states.get(partition))) {
                expected.add(event);
            }
        } finally {
            lock.unlock();
        }
        return event.seen();
    }

    /** Wakes those that wait, to look again. */
    void signal() {
        lock.lock();
        try {
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for everything before that offset.
     *
     * @param givenUp checked at least each 100 ms
     * @return the state, which may be further by now, or null if given up
     */
    @Nullable
    PartitionState await(int partition, long offset, BooleanSupplier givenUp) throws InterruptedException {
        lock.lock();
        try {
            while (states.get(partition).nextOffset() < offset) {
                if (givenUp.getAsBoolean()) {
                    return null;
                }
                advanced.awaitNanos(LOOK_AGAIN.toNanos());
            }
            return states.get(partition);
        } finally {
            lock.unlock();
        }
    }
}
