package dev.fleetledger.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parts that start one after another, each with a line of progress, and stop in the reverse order. For one thread. */
public final class Lifecycle implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private record Part(String name, AutoCloseable closer) {}

    private final Deque<Part> parts = new ArrayDeque<>();
    private final Consumer<String> progress;
    private volatile boolean cancelled;

    /** @param progress takes a line for each part that is ready */
    public Lifecycle(Consumer<String> progress) {
        this.progress = progress;
    }

    /**
     * Starts a part, to be closed with all others.
     *
     * @throws CancellationException if the start was cancelled meanwhile
     * @throws Exception what the part itself throws
     */
    public <T extends AutoCloseable> T start(String name, Callable<T> starter) throws Exception {
        if (cancelled) {
            throw new CancellationException("stopped before " + name + " was started");
        }
        var begin = System.nanoTime();
        var part = starter.call();
        parts.push(new Part(name, part));
        var seconds = (System.nanoTime() - begin) / 1e9;
        LOG.info("{} started", name);
        progress.accept(String.format(Locale.ROOT, "%s ready (%.1f s)", name, seconds));
        return part;
    }

    /** Takes over a part that is there already, without a line of progress. */
    public <T extends AutoCloseable> T own(String name, T part) {
        parts.push(new Part(name, part));
        return part;
    }

    /** Starts nothing more. May be called by any thread. */
    public void cancel() {
        cancelled = true;
    }

    /** Stops all parts, the last first, also those after one that fails to. Does nothing the second time. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            try {
                part.closer().close();
                LOG.info("{} stopped", part.name());
            } catch (Exception e) {
                LOG.warn("{} did not stop in an orderly way", part.name(), e);
            }
        }
    }
}
