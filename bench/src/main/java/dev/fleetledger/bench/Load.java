package dev.fleetledger.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Callers who each ask again as soon as they are answered, for a bounded time. */
final class Load {
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;

    private Load() {}

    /** One caller's way to ask. */
    interface Caller extends AutoCloseable {
        /** Asks once and returns when answered; throws if the answer is not the one asked for. */
        void call(long number) throws Exception;

        @Override
        default void close() throws IOException, SQLException {}
    }

    /** Makes a caller. */
    interface Callers {
        Caller open() throws Exception;
    }

    /**
     * What was measured after the warm-up.
     *
     * @param micros how long answers took
     */
    record Result(Histogram micros, Duration time) {
        double perSecond() {
            return micros.getTotalCount() / (time.toNanos() / 1e9);
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** @throws Exception what the first caller that failed threw */
    static Result run(int number, Duration warmUp, Duration time, Callers callers) throws Exception {
        var micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
        var calls = new AtomicLong();
        var begin = System.nanoTime() + warmUp.toNanos();
        var end = begin + time.toNanos();
        var running = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < number; i++) {
                running.add(threads.submit(() -> {
                    try (var caller = callers.open()) {
                        for (var asked = System.nanoTime(); asked < end; asked = System.nanoTime()) {
                            caller.call(calls.incrementAndGet());
                            var answered = System.nanoTime();
                            if (asked >= begin && answered <= end) {
                                micros.recordValue(Math.min((answered - asked) / 1000, LONGEST_MICROS));
                            }
                        }
                    }
                    return null;
                }));
            }
            for (var caller : running) {
                caller.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
        return new Result(micros, time);
    }
}
