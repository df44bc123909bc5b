package dev.fleetledger.ingest.write;

import dev.fleetledger.ingest.batch.Series;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Series by their labels as they were sent: senders repeat them with each sample, byte for byte, and to read, check and sort
 * them anew each time is what most of the work would be. A fixed number of the latest is kept, without locks: an entry
 * overwrites one of its few neighbours, and what is forgotten is read anew.
 */
final class SeriesMemory {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PLACES = 1 << 17;
    private static final int NEIGHBOURS = 4;
    /** So that all of it has less than 300 MB, whatever is sent; a scrape's have about 200 bytes. */
    private static final int LONGEST = 1024;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

    @SuppressWarnings("ArrayRecordComponent") // compared by what is in it, below
    private record Entry(long hash, byte[] labels, Series series) {}

    /** The series of these labels, if it is known. */
    @Nullable
    Series find(byte[] bytes, int from, int to) {
        var hash = hash(bytes, from, to);
        for (var i = 0; i < NEIGHBOURS; i++) {
            var entry = entries.get(place(hash) + i);
            if (entry != null
                    && entry.hash() == hash
                    && Arrays.equals(entry.labels(), 0, entry.labels().length, bytes, from, to)) {
                return entry.series();
            }
        }
        return null;
    }

    /** Keeps the series of these labels for next time. */
    void keep(byte[] bytes, int from, int to, Series series) {
        if (to - from > LONGEST) {
            return;
        }
        var hash = hash(bytes, from, to);
        var entry = new Entry(hash, Arrays.copyOfRange(bytes, from, to), series);
        for (var i = 0; i < NEIGHBOURS; i++) {
            if (entries.compareAndSet(place(hash) + i, null, entry)) {
                return;
            }
        }
        entries.set(place(hash) + (int) (hash & (NEIGHBOURS - 1)), entry);
    }

    private static int place(long hash) {
        return (int) (hash >>> 32) & (PLACES - NEIGHBOURS);
    }

    private static long hash(byte[] bytes, int from, int to) {
        var hash = (to - from) * MIX;
        var at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(bytes, at)) * MIX;
            hash ^= hash >>> 29;
        }
        for (; at < to; at++) {
            hash = (hash ^ bytes[at]) * MIX;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
