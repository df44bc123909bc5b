package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The committed state of every partition: whoever is ahead, the tail of the topic or the partition's owner, sets it. */
final class CommittedState {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final AtomicReferenceArray<PartitionState> states = new AtomicReferenceArray<>(Topics.EVENTS.partitions());
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();

    CommittedState() {
        for (var partition = 0; partition < states.length(); partition++) {
            states.set(partition, PartitionState.EMPTY);
        }
    }

    PartitionState of(int partition) {
        return states.get(partition);
    }

    /** Sets the state if it is ahead of the one there. */
    void advance(int partition, PartitionState candidate) {
        states.updateAndGet(partition, current -> current.nextOffset() < candidate.nextOffset() ? candidate : current);
        signal();
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
