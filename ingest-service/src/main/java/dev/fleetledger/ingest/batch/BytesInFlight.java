package dev.fleetledger.ingest.batch;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.kit.http.Problem;
import dev.fleetledger.kit.http.ProblemException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** How much memory all requests together hold. Who asks for more than is left is told to come back. */
public final class BytesInFlight {
    private static final String RETRY_AFTER_SECONDS = "1";

    private final long capacity;
    private final AtomicLong taken = new AtomicLong();
    private final MetricRegistry metrics;

    public BytesInFlight(long capacity, MetricRegistry metrics) {
        this.capacity = capacity;
        this.metrics = metrics;
        metrics.register(Meters.PREFIX + "bytes_in_flight", (Gauge<Long>) taken::get);
    }

    /** How many bytes there may be at a time. */
    public long capacity() {
        return capacity;
    }

    /** Room for one request, none to begin with; free again when closed. */
    public Room open() {
        return new Room();
    }

    /** What one request has taken; for one thread. */
    public final class Room implements AutoCloseable {
        private long held;

        private Room() {}

        /**
         * Takes so many bytes more.
         *
         * @throws ProblemException 429 if they are not there
         */
        public void take(int bytes) {
            if (taken.addAndGet(bytes) > capacity) {
                taken.addAndGet(-bytes);
                Meters.rejected(metrics, Reason.BYTES_IN_FLIGHT, 1);
                throw new ProblemException(new Problem(
                        429,
                        "RATE_LIMITED",
                        Reason.BYTES_IN_FLIGHT.wireName() + ": too much telemetry is on its way already",
                        Map.of("Retry-After", RETRY_AFTER_SECONDS)));
            }
            held += bytes;
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
            held = 0;
        }
    }
}
