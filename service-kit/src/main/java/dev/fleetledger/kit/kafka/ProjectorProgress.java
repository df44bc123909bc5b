package dev.fleetledger.kit.kafka;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far one projector is in one partition. */
final class ProjectorProgress {
    /** Further behind than this, it will not be there in time. */
    private static final long MOST_LAG = 10_000;

    // A lock, not a monitor: virtual threads wait here by the hundred.
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long offset = -1;
    private long announcements;
    private boolean silent;

    void reached(long newOffset) {
        lock.lock();
        try {
            offset = newOffset;
            announcements++;
            silent = false;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean await(long wanted, Duration bound) {
        lock.lock();
        try {
            var before = announcements;
            var left = bound.toNanos();
            while (offset < wanted) {
                if (silent || (offset >= 0 && wanted - offset > MOST_LAG)) {
                    return false;
                }
                if (left <= 0) {
                    silent = announcements == before;
                    return false;
                }
                left = moved.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
