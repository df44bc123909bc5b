package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides for one partition while it is this instance's: one thread, commands in order, committed in groups. */
final class PartitionOwner {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionOwner.class);
    private static final long MOST_GATHER = Duration.ofMillis(10).toNanos();
    private static final String GONE = "This instance no longer owns the fleet; ask again";

    /** Takes the partition over; blocks until this instance may decide, or returns null if it may not (any more). */
    interface TakeOver {
        @Nullable
        OwnerSession open(PartitionOwner owner) throws InterruptedException;
    }

    private final int partition;
    private final int maxBatch;
    private final TakeOver takeOver;
    private final LedgerMetrics metrics;
    private final BlockingQueue<Pending> queue;
    private final Backoff backoff = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1));
    private final Thread thread;
    /** How many commands the last transaction had. */
    private int lately;
    /** How many nanoseconds that one took. */
    private long took;

    private volatile boolean serving;
    private volatile boolean stopped;

    PartitionOwner(int partition, LedgerSettings settings, TakeOver takeOver, LedgerMetrics metrics) {
        this.partition = partition;
        this.maxBatch = settings.maxBatch();
        this.takeOver = takeOver;
        this.metrics = metrics;
        queue = new ArrayBlockingQueue<>(settings.queueCapacity());
        metrics.queue(partition, queue::size);
        thread = Thread.ofPlatform().name("ledger-owner-" + partition).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    int partition() {
        return partition;
    }

    boolean serving() {
        return serving;
    }

    boolean stopped() {
        return stopped;
    }

    CompletableFuture<CommandReply> submit(CommandRequest request) {
        var pending = new Pending(request);
        if (!serving) {
            pending.unavailable("This instance is taking the fleet over; ask again");
        } else if (!queue.offer(pending)) {
            pending.unavailable("Too many commands are waiting; ask again");
        } else if (!serving) {
            // It stopped in between, and may have emptied its queue before this came.
            failQueue();
        }
        return pending.reply();
    }

    /** Ends it after the transaction under way. */
    void end() {
        stopped = true;
    }

    /** {@link #end}, and waits for it, but no longer than that. */
    void stop(Duration patience) {
        end();
        try {
            if (!thread.join(patience)) {
                LOG.warn("partition {}: the transaction under way did not end within {}", partition, patience);
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stopped) {
                if (serve()) {
                    backoff.reset();
                }
                if (!stopped) {
                    Thread.sleep(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("partition {}: interrupted", partition, e);
        }
    }

    /** Decides until something goes wrong; whether it came to that at all. */
    private boolean serve() throws InterruptedException {
        var batch = new ArrayList<Pending>();
        boolean served;
        var begun = System.nanoTime();
        try (var session = takeOver.open(this)) {
            if (session != null) {
                var took = Duration.ofNanos(System.nanoTime() - begun);
                metrics.takeOver().update(took);
                LOG.info("partition {}: taken over in {} ms", partition, took.toMillis());
                serving = true;
                decide(session, batch);
            }
        } catch (RuntimeException e) {
            metrics.lost().inc();
            LOG.warn("partition {}: its state is dropped, to be read anew if it is still ours", partition, e);
        } finally {
            served = serving;
            serving = false;
            batch.forEach(pending -> pending.unavailable(GONE));
            failQueue();
        }
        return served;
    }

    private void decide(OwnerSession session, List<Pending> batch) throws InterruptedException {
        while (!stopped && session.sound()) {
            var first = queue.poll(50, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                gather(batch);
                var begun = System.nanoTime();
                session.commit(batch);
                took = System.nanoTime() - begun;
                batch.clear();
            }
        }
        if (!stopped) {
            throw new IllegalStateException("what was committed cannot be read in the ledger");
        }
    }

    /**
     * Takes what waits, and where several came at a time lately waits a moment for as many: a transaction costs about as
     * much as fifteen commands in it.
     */
    private void gather(List<Pending> batch) throws InterruptedException {
        queue.drainTo(batch, maxBatch - 1);
        if (lately > 1) {
            var end = System.nanoTime() + Math.min(MOST_GATHER, took / 2);
            while (batch.size() < Math.min(lately * 2, maxBatch)) {
                var next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (next == null) {
                    break;
                }
                batch.add(next);
                queue.drainTo(batch, maxBatch - batch.size());
            }
        }
        lately = batch.size();
    }

    private void failQueue() {
        var left = new ArrayList<Pending>();
        queue.drainTo(left);
        left.forEach(pending -> pending.unavailable(GONE));
    }
}
