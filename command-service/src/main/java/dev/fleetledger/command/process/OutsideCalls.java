package dev.fleetledger.command.process;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.retry.Backoff;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls to the world outside: each is claimed in the ledger before and its outcome told there after. The ledger can
 * keep an owner that was ousted from writing, not from calling; so a call begins soon after its claim or never, and whoever
 * comes after waits until it must be over.
 */
public final class OutsideCalls implements AutoCloseable {
    /** How long after its claim was asked for a call may begin; who slept in between drops it. */
    public static final Duration START_WITHIN = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(OutsideCalls.class);

    private final SystemCommands commands;
    private final Bounds bounds;
    private final MonotonicTime time;
    private final Map<UUID, String> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /**
     * What calls may take.
     *
     * @param inAll at a time
     * @param ofKey at a time with the same key
     * @param timeout of one
     * @param claim how long an attempt without outcome counts as under way
     */
    public record Bounds(int inAll, int ofKey, Duration timeout, Duration claim) {
        public Bounds {
            if (claim.compareTo(START_WITHIN.plus(timeout)) < 0) {
                throw new IllegalArgumentException("a claim of " + claim + " ends before its call of " + timeout);
            }
        }
    }

    /** @param commands of the part of the platform that calls */
    public OutsideCalls(SystemCommands commands, Bounds bounds) {
        this(commands, bounds, MonotonicTime.SYSTEM);
    }

    OutsideCalls(SystemCommands commands, Bounds bounds, MonotonicTime time) {
        this.commands = commands;
        this.bounds = bounds;
        this.time = time;
    }

    /**
     * Begins a call unless it is under way or there is no room for it; to be asked again then. Of one thread alone.
     *
     * @return whether it did
     */
    public boolean begin(OutsideCall call) {
        var ofKey = underWay.values().stream().filter(call.key()::equals).count();
        if (underWay.size() < bounds.inAll()
                && ofKey < bounds.ofKey()
                && underWay.putIfAbsent(call.id(), call.key()) == null) {
            threads.execute(() -> run(call));
            return true;
        }
        return false;
    }

    /** Whether one more call could begin now. */
    public boolean hasRoom() {
        return underWay.size() < bounds.inAll();
    }

    private void run(OutsideCall call) {
        try {
            act(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (LedgerUnavailableException e) {
            LOG.debug("attempt {} of {} waits for the ledger", call.attempt(), call.id(), e);
        } catch (RuntimeException e) {
            LOG.error("attempt {} of {} was left unsettled", call.attempt(), call.id(), e);
        } finally {
            underWay.remove(call.id());
        }
    }

    private void act(OutsideCall call) throws InterruptedException {
        var began = time.nanos();
        if (call instanceof OutsideCall.Asked asked && asked.isUnsettled()) {
            settle(call, began, asked::ask);
        } else if (commands.decide(SystemCommand.of(call.claim(), "claim", call.id(), call.attempt()))
                instanceof CommandReply.Accepted claimed) {
            settle(call, began, () -> isLate(call, began) ? Optional.empty() : call.make(claimed.state()));
        }
    }

    private boolean isLate(OutsideCall call, long began) {
        var late = time.since(began).compareTo(START_WITHIN) > 0;
        if (late) {
            LOG.warn("attempt {} of {} was claimed too long ago to begin now", call.attempt(), call.id());
        }
        return late;
    }

    private void settle(OutsideCall call, long began, Callable<Optional<Command>> work) throws InterruptedException {
        var task = new FutureTask<>(work);
        var thread = Thread.ofVirtual().name("outside-" + call.id()).start(task);
        try {
            var outcome = outcome(call, task);
            if (outcome.isPresent()) {
                tell(call, began, outcome.get());
            }
            // What does not heed its interruption takes its room until it ends.
            thread.join();
        } finally {
            task.cancel(true);
        }
    }

    private Optional<Command> outcome(OutsideCall call, FutureTask<Optional<Command>> task)
            throws InterruptedException {
        try {
            return task.get(bounds.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            return failed(call, task.exceptionNow());
        } catch (TimeoutException e) {
            task.cancel(true);
            return failed(call, e);
        }
    }

    private static Optional<Command> failed(OutsideCall call, Throwable failure) {
        return switch (call) {
            case OutsideCall.Repeatable repeatable -> Optional.of(repeatable.failed(failure));
            case OutsideCall.Asked asked -> {
                LOG.warn("what came of attempt {} of {} is not known", asked.attempt(), asked.id(), failure);
                yield asked.isUnsettled() ? asked.unanswered(failure) : Optional.empty();
            }
        };
    }

    /** Tells it until it is decided on, or the claim is over and others may settle it. */
    private void tell(OutsideCall call, long began, Command outcome) throws InterruptedException {
        var command = SystemCommand.of(outcome, "outcome", call.id(), call.attempt());
        var backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1));
        while (true) {
            try {
                commands.decide(command);
                return;
            } catch (LedgerUnavailableException e) {
                if (time.since(began).compareTo(bounds.claim()) > 0) {
                    LOG.warn("what came of attempt {} of {} could not be told", call.attempt(), call.id(), e);
                    return;
                }
                time.sleep(backoff.next());
            }
        }
    }

    /** Interrupts all calls; what comes of them is not told. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
