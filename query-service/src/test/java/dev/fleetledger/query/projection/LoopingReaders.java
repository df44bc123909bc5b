package dev.fleetledger.query.projection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/**
 * Readers of the history, over and over: statement by statement, and several in one view of the database. Each fails as soon
 * as a statement does, or shows less than one before it.
 */
final class LoopingReaders implements AutoCloseable {
    private final Jdbi database;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CompletableFuture<Integer>> reads = new ArrayList<>();

    private final Duration between;
    private final boolean auditFirst;

    private LoopingReaders(Jdbi database, Duration between, boolean auditFirst) {
        this.database = database;
        this.between = between;
        this.auditFirst = auditFirst;
    }

    static LoopingReaders start(Jdbi database) {
        return holding(database, Duration.ZERO, true);
    }

    /**
     * Those who are slow.
     *
     * @param between how long each stays in its transaction after one table and before the other
     * @param auditFirst which of the tables is the one
     */
    static LoopingReaders holding(Jdbi database, Duration between, boolean auditFirst) {
        var readers = new LoopingReaders(database, between, auditFirst);
        readers.loop(TransactionIsolationLevel.READ_COMMITTED);
        readers.loop(TransactionIsolationLevel.REPEATABLE_READ);
        readers.loop(TransactionIsolationLevel.REPEATABLE_READ);
        return readers;
    }

    private void loop(TransactionIsolationLevel isolation) {
        reads.add(CompletableFuture.supplyAsync(
                () -> {
                    // One connection, so that what it keeps of its statements outlives the tables they were made for.
                    try (var handle = database.open()) {
                        var before = 0L;
                        var count = 0;
                        for (; !ended.get(); count++) {
                            var least = before;
                            before = handle.inTransaction(isolation, reader -> read(reader, least));
                        }
                        return count;
                    }
                },
                threads));
    }

    private long read(Handle handle, long before) {
        // It settles what a repeatable read sees, before it has to do with the tables.
        var reached = number(handle, "select coalesce(max(ledger_offset), -1) from projector_offsets") + 1;
        if (!auditFirst) {
            number(handle, "select count(*) from aggregate_versions");
            pause(handle);
        }
        var events = number(handle, "select count(*) from audit");
        if (auditFirst) {
            pause(handle);
        }
        var versions = number(handle, "select count(*) from (select * from aggregate_versions) as v");
        if (events < before || events < reached || versions < events) {
            throw new AssertionError("%s events and %s versions after %s, and %s by the offset"
                    .formatted(events, versions, before, reached));
        }
        return events;
    }

    private void pause(Handle handle) {
        if (between.isPositive()) {
            handle.execute("select pg_sleep(? / 1000.0)", between.toMillis());
        }
    }

    private static long number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }

    /** Whether all of them still read. */
    boolean goOn() {
        return reads.stream().noneMatch(CompletableFuture::isDone);
    }

    /** Ends them, and throws what any of them met. */
    @Override
    public void close() {
        ended.set(true);
        reads.forEach(CompletableFuture::join);
        threads.close();
    }
}
