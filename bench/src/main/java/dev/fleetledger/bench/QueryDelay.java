package dev.fleetledger.bench;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long what was acknowledged takes until it can be queried, looked at ten times a second while a load runs. */
final class QueryDelay implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;

    private final StoredSamples stored;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Future<Histogram> looking;

    /** What was in the topic at a time. */
    private record Mark(long nanos, Map<Integer, Long> ends) {}

    QueryDelay(ServerProcess platform) throws Exception {
        stored = new StoredSamples(platform);
        looking = thread.submit(this::look);
    }

    private Histogram look() throws Exception {
        var millis = new Histogram(600_000, 3);
        Deque<Mark> waiting = new ArrayDeque<>();
        var goesOn = true;
        while (goesOn || !waiting.isEmpty()) {
            goesOn = goesOn && !closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            if (goesOn) {
                waiting.add(new Mark(System.nanoTime(), stored.ends()));
            } else {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
            var reached = stored.reached();
            while (!waiting.isEmpty()
                    && StoredSamples.hold(reached, waiting.getFirst().ends())) {
                millis.recordValue((System.nanoTime() - waiting.removeFirst().nanos()) / 1_000_000);
            }
        }
        return millis;
    }

    /** In milliseconds, once all of it can be queried. */
    Histogram millis() throws Exception {
        closing.countDown();
        return looking.get(10, TimeUnit.MINUTES);
    }

    @Override
    public void close() throws SQLException {
        closing.countDown();
        thread.shutdownNow();
        stored.close();
    }
}
