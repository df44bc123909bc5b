package dev.fleetledger.kit.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.FilterReply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Leaves the writing to a thread that comes by and takes all that came meanwhile: who logs wakes nobody for a line. A line waits at
 * most {@value #NAP_MILLIS} ms, a warning not at all; if {@value #MOST} wait, who logs waits too.
 */
final class GatheringAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private static final int NAP_MILLIS = 50;
    private static final int MOST = 8192;
    private static final int RETRY_MILLIS = 100;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final OutputStreamAppender<ILoggingEvent> writing;
    private final ArrayBlockingQueue<ILoggingEvent> waiting = new ArrayBlockingQueue<>(MOST);
    private final Thread writer;
    private final ReentrantLock writes = new ReentrantLock();
    /** A program that ends waits for no writer, so that from then on who logs writes. */
    private final Thread atExit = new Thread(this::gatherNoMore, "log-at-exit");

    private volatile boolean gathers = true;

    private GatheringAppender(OutputStreamAppender<ILoggingEvent> writing) {
        this.writing = writing;
        this.writer =
                Thread.ofPlatform().daemon().name("log-" + writing.getName()).unstarted(this::write);
    }

    /** Begins to gather for an appender that was started. */
    static GatheringAppender before(OutputStreamAppender<ILoggingEvent> writing) {
        var gathering = new GatheringAppender(writing);
        gathering.setContext(writing.getContext());
        gathering.setName("gathering-" + writing.getName());
        gathering.start();
        gathering.writer.start();
        Runtime.getRuntime().addShutdownHook(gathering.atExit);
        return gathering;
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (writing.getFilterChainDecision(event) == FilterReply.DENY) {
            return;
        }
        event.prepareForDeferredProcessing();
        if (!waiting.offer(event)) {
            LockSupport.unpark(writer);
            putAnyway(event);
        }
        if (!gathers) {
            drain();
        } else if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
            LockSupport.unpark(writer);
        }
    }

    private void putAnyway(ILoggingEvent event) {
        var wasInterrupted = false;
        while (isStarted()) {
            try {
                if (waiting.offer(event, RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        while (isStarted()) {
            LockSupport.parkNanos(Duration.ofMillis(NAP_MILLIS).toNanos());
            drain();
        }
        drain();
    }

    /** From now on a line is written by who logs it. */
    void gatherNoMore() {
        gathers = false;
        drain();
    }

    /** Whatever fails is told and left: without the writer, all who log would soon wait for good. */
    private void drain() {
        var taken = new ArrayList<ILoggingEvent>();
        writes.lock();
        try {
            while (waiting.drainTo(taken) > 0) {
                taken.forEach(this::write);
                taken.clear();
                flush();
            }
        } finally {
            writes.unlock();
        }
    }

    private void write(ILoggingEvent event) {
        try {
            writing.doAppend(event);
        } catch (RuntimeException | Error e) {
            addError("a line cannot be written", e);
        }
    }

    private void flush() {
        try {
            var output = writing.getOutputStream();
            if (output != null) {
                output.flush();
            }
        } catch (IOException | RuntimeException | Error e) {
            addError("what was logged cannot be written", e);
        }
    }

    /** Writes what waits; what cannot be written within some seconds is given up. */
    @Override
    public synchronized void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        forgetExit();
        LockSupport.unpark(writer);
        try {
            writer.join(LONGEST_STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!writer.isAlive()) {
            writing.stop();
        }
    }

    private void forgetExit() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            addInfo("the program is ending already", e);
        }
    }
}
