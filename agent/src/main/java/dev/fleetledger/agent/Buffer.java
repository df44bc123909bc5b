package dev.fleetledger.agent;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The heartbeats that wait to be sent, oldest first, at most so many. With a spool they outlive the agent. */
final class Buffer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Buffer.class);

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int limit;
    private final @Nullable Spool spool;
    private long nextNumber = 1;
    private long dropped;

    /**
     * A heartbeat as it will be sent.
     *
     * @param number counted up; the order of sending
     * @param body its JSON
     */
    record Entry(long number, String body) {}

    Buffer(int limit, @Nullable Spool spool) {
        this.limit = limit;
        this.spool = spool;
        if (spool != null) {
            spool.load(this::admit);
            if (!entries.isEmpty()) {
                LOG.info("{} heartbeats of an earlier run wait to be sent", entries.size());
            }
        }
    }

    synchronized void add(String body) {
        var entry = new Entry(nextNumber, body);
        admit(entry);
        if (spool != null) {
            spool.write(entry);
        }
    }

    synchronized Optional<Entry> oldest() {
        return Optional.ofNullable(entries.peekFirst());
    }

    /** Forgets a heartbeat that was sent or refused; one that was dropped meanwhile is gone already. */
    synchronized void remove(Entry entry) {
        var first = entries.peekFirst();
        if (first != null && first.number() == entry.number()) {
            entries.removeFirst();
            forget(entry);
        }
    }

    synchronized int size() {
        return entries.size();
    }

    /** How many were dropped for want of room since the start. */
    synchronized long dropped() {
        return dropped;
    }

    @Override
    public void close() {
        if (spool != null) {
            spool.close();
        }
    }

    private synchronized void admit(Entry entry) {
        nextNumber = entry.number() + 1;
        entries.addLast(entry);
        while (entries.size() > limit) {
            forget(entries.removeFirst());
            dropped++;
            // A long absence drops one each interval: say it ever more rarely.
            if (Long.bitCount(dropped) == 1) {
                LOG.warn("The buffer of {} heartbeats is full: {} dropped so far, the oldest first", limit, dropped);
            }
        }
    }

    private void forget(Entry entry) {
        if (spool != null) {
            spool.delete(entry);
        }
    }
}
