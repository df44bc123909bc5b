package dev.fleetledger.query.projection;

import com.google.common.base.Throwables;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a projector's new tables take the place of those that are read, in one transaction, such that no read fails or sees
 * fewer rows than one before it. The live projector waits meanwhile, so that the new tables get as far as the old ones; and
 * no reader may be left whose view is from before that.
 */
final class Promotion {
    /**
     * So long may the locks on all tables be waited for, as readers that come queue up behind. Less than PostgreSQL's
     * {@code deadlock_timeout}, past which a reader that stands in each other's way with us would be ended for it.
     */
    private static final Duration QUEUE = Duration.ofMillis(400);

    private static final long STEP = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Promotion.class);
    /** A lock was not to be had in time, or not at all, as who has it waits for one of ours. */
    private static final Set<String> HELD_UP = Set.of("55P03", "40P01");

    /** What came of an attempt. */
    enum Outcome {
        PROMOTED,
        /** Who reads the old tables did not end in time. */
        READ,
        /** Another instance was at it, or the new tables are not as far or not of the old ones' form. */
        TOO_EARLY
    }

    private final ProjectorSpec<?> spec;
    private final Jdbi database;
    private final NextTables tables;
    private final CountDownLatch closing;
    private boolean analyzed;
    private List<String> order;

    /**
     * @param closing down when an attempt is to be given up
     */
    Promotion(ProjectorSpec<?> spec, Jdbi database, NextTables tables, CountDownLatch closing) {
        this.spec = spec;
        this.database = database;
        this.tables = tables;
        this.closing = closing;
        order = spec.tables();
    }

    /**
     * Has them take it, if nobody is in the way for so long.
     *
     * @param next of the new tables; goes on from what they hold if it was not to be
     */
    Outcome attempt(TopicApplier<?> next, Duration bound) {
        if (!analyzed) {
            tables.analyze();
            analyzed = true;
        }
        var deadline = System.nanoTime() + bound.toNanos();
        // Not a handle of this thread's, as the new tables are written by others meanwhile.
        try (var handle = database.open()) {
            return handle.inTransaction(transaction -> promote(transaction, next, deadline));
        } catch (JdbiException e) {
            // Records that were polled may not have been written.
            next.startAnew();
            if (Throwables.getRootCause(e) instanceof SQLException cause && HELD_UP.contains(cause.getSQLState())) {
                return Outcome.READ;
            }
            LOG.warn("the new tables of {} could not take the place of the old ones", spec.name(), e);
            return Outcome.TOO_EARLY;
        }
    }

    private Outcome promote(Handle handle, TopicApplier<?> next, long deadline) {
        if (!NextTables.tryToPromote(handle, spec)) {
            return Outcome.TOO_EARLY;
        }
        waitUntil(deadline, handle);
        var live = Cursors.hold(handle, spec.name());
        if (live.cursors().isEmpty()) {
            return Outcome.TOO_EARLY;
        }
        var goal = goal(live, next.ends());
        while (!ProjectorState.hasReached(next.reached(), goal)) {
            if (System.nanoTime() > deadline) {
                return Outcome.TOO_EARLY;
            }
            next.cycle();
        }
        waitUntil(deadline, handle);
        NextTables.lock(handle);
        if (!isStill(next)) {
            return Outcome.TOO_EARLY;
        }
        var before = OldSnapshots.of(database);
        while (!before.areGone()) {
            if (System.nanoTime() > deadline || isClosing()) {
                return Outcome.READ;
            }
        }
        takeOver(handle, deadline);
        if (!tables.areAlike(handle)) {
            // A migration came between.
            tables.create(handle);
            next.startAnew();
            return Outcome.TOO_EARLY;
        }
        tables.promote(handle);
        return Outcome.PROMOTED;
    }

    /** Locks all tables: the new ones, which nobody waits for, within the attempt, those that are read within the bound of a queue. */
    private void takeOver(Handle handle, long attempt) {
        for (var table : spec.tables()) {
            waitUntil(attempt, handle);
            lock(handle, "next." + table);
        }
        var deadline = System.nanoTime() + QUEUE.toNanos();
        // Readers of several tables may come in the other order for ever, and each wait for the other's: so the next is
        // that.
        order = order.reversed();
        for (var table : order) {
            waitUntil(deadline, handle);
            lock(handle, table);
        }
    }

    private static void lock(Handle handle, String table) {
        handle.execute("lock table " + table + " in access exclusive mode");
    }

    private static void waitUntil(long deadline, Handle handle) {
        var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        handle.execute("set local lock_timeout = " + Math.max(1, left));
    }

    /** How far the old tables are, but for what they have of another ledger that was longer. */
    private static Map<Integer, Long> goal(Cursors.Places live, Map<Integer, Long> ends) {
        var goal = new HashMap<Integer, Long>();
        live.cursors()
                .forEach((partition, place) ->
                        goal.put(partition, Math.min(place.next(), ends.getOrDefault(partition, 0L))));
        return goal;
    }

    /** Whether nobody else has moved the new tables or begun them again. */
    private boolean isStill(TopicApplier<?> next) {
        var stored = Side.NEXT.inTransaction(database, handle -> Cursors.load(handle, spec.name()));
        return stored.shape() == spec.shape() && stored.cursors().equals(next.cursors());
    }

    /** Waits a moment; whether that was interrupted. */
    private boolean isClosing() {
        try {
            return closing.await(STEP, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
