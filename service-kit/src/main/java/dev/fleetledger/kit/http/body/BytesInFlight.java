package dev.fleetledger.kit.http.body;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** How much memory all requests together hold. Who asks for more than is left is told to come back. */
public final class BytesInFlight {
    private final long capacity;
    private final Supplier<? extends RuntimeException> full;
    private final AtomicLong taken = new AtomicLong();

    /**
     * @param capacity how many bytes there may be at a time
     * @param full what to throw when there are no more
     */
    public BytesInFlight(long capacity, Supplier<? extends RuntimeException> full) {
        this.capacity = capacity;
        this.full = full;
    }

    /** How many bytes there may be at a time. */
    public long capacity() {
        return capacity;
    }

    /** How many bytes there are. */
    public long taken() {
        return taken.get();
    }

    /** Room for one request, none to begin with; free again when closed. */
    public Room open() {
        return new Room();
    }

    /** What one request has taken; for one thread. */
    public final class Room implements AutoCloseable {
        private long held;

        private Room() {}

        /** Takes so many bytes more; throws if they are not there. */
        public void take(int bytes) {
            if (taken.addAndGet(bytes) > capacity) {
                taken.addAndGet(-bytes);
                throw full.get();
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
