package dev.fleetledger.command.process;

import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.retry.Backoff;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does its work in rounds, where and while this instance owns the fleet. A round that fails is followed by
 * another one, after an ever longer pause; nothing but its own word, or the end of the service, ends it.
 */
public final class OwnedProcess implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(OwnedProcess.class);
    private static final Duration END = Duration.ofSeconds(15);

    private final String name;
    private final Ledger ledger;
    private final Duration pause;
    private final Work work;
    private final MonotonicTime time;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final Thread thread;
    private volatile @Nullable RuntimeException failure;
    private volatile boolean stopped;

    /** When the next round is. */
    public enum Next {
        AT_ONCE,
        AFTER_A_PAUSE,
        NEVER
    }

    /** What is done. */
    @FunctionalInterface
    public interface Work {

        /** One round; the fleet may become another instance's meanwhile, so that commands alone change anything. */
        Next round() throws InterruptedException;

        /** Lets go of what it holds: the fleet is not ours, or a round failed, or it all ends. */
        default void release() {}
    }

    /**
     * A process that is not started yet.
     *
     * @param name of its thread, and in the log
     * @param pause between rounds
     */
    public OwnedProcess(String name, Ledger ledger, Duration pause, Work work) {
        this(name, ledger, pause, work, MonotonicTime.SYSTEM);
    }

    OwnedProcess(String name, Ledger ledger, Duration pause, Work work, MonotonicTime time) {
        this.name = name;
        this.ledger = ledger;
        this.pause = pause;
        this.work = work;
        this.time = time;
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        stopped = true;
        thread.interrupt();
        thread.join(END.toMillis());
    }

    /** Why its last round failed, if it did. That the ledger was not available is no failure. */
    public Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    void run() {
        try {
            var next = Next.AT_ONCE;
            while (next != Next.NEVER && !stopped) {
                next = ledger.owns(FleetId.DEFAULT) ? round() : released();
                if (next == Next.AFTER_A_PAUSE) {
                    time.sleep(pause);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} ends", name, e);
        } finally {
            work.release();
        }
    }

    private Next round() throws InterruptedException {
        try {
            var next = work.round();
            backoff.reset();
            failure = null;
            return next;
        } catch (LedgerUnavailableException e) {
            LOG.debug("{} waits for the ledger", name, e);
            return released();
        } catch (RuntimeException e) {
            work.release();
            // Kafka's clients tell by a failure of theirs that their thread is interrupted.
            if (!stopped) {
                failure = e;
                var wait = backoff.next();
                LOG.warn("{} failed; it goes on in {}", name, wait, e);
                time.sleep(wait);
            }
            return Next.AT_ONCE;
        }
    }

    private Next released() {
        work.release();
        return Next.AFTER_A_PAUSE;
    }
}
