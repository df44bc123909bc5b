package dev.fleetledger.ingest.write;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Buffers to decompress into. The one used last comes first, since it is likely to be in the processor's cache still; a
 * new one never is.
 */
final class Buffers {
    private static final int MOST = 16;
    private static final int LEAST_BYTES = 64 << 10;
    private static final int MOST_BYTES = 1 << 20;

    private final Deque<byte[]> free = new ArrayDeque<>();

    /** At least so many bytes, whatever they are. */
    byte[] take(int length) {
        synchronized (free) {
            var last = free.pollFirst();
            if (last != null && last.length >= length) {
                return last;
            }
        }
        return new byte[Math.max(LEAST_BYTES, length)];
    }

    /** To be used again; whoever gives it uses it no more. */
    void give(byte[] buffer) {
        synchronized (free) {
            if (buffer.length <= MOST_BYTES && free.size() < MOST) {
                free.addFirst(buffer);
            }
        }
    }
}
