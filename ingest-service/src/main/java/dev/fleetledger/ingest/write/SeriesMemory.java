package dev.fleetledger.ingest.write;

import dev.fleetledger.ingest.batch.Series;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Series by their labels as they were sent: senders repeat them with each sample, byte for byte, and to read, check and sort
 * them anew each time is what most of the work would be. A fixed number of the latest is kept, without locks: an entry
 * overwrites one of its few neighbours, and what is forgotten is read anew.
 *
 * <p>Labels are known by 128 bits made with a secret of this process, not compared: to fetch those of so many series from
 * memory takes longer than all else.
 */
final class SeriesMemory {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PLACES = 1 << 17;
    private static final int NEIGHBOURS = 4;
    /** So that all of it has less than 300 MB, whatever is sent; a scrape's have about 200 bytes. */
    private static final int LONGEST = 1024;

    private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);
    private final long[] secrets = new SecureRandom().longs(4).toArray();

    private record Mark(long high, long low) {}

    private record Entry(Mark mark, Series series) {}

    /** The series of these labels, if it is known. */
    @Nullable
    Series find(byte[] bytes, int from, int to) {
        var mark = mark(bytes, from, to);
        for (var i = 0; i < NEIGHBOURS; i++) {
            var entry = entries.get(place(mark) + i);
            if (entry != null && entry.mark().equals(mark)) {
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
        var mark = mark(bytes, from, to);
        var entry = new Entry(mark, series);
        for (var i = 0; i < NEIGHBOURS; i++) {
            if (entries.compareAndSet(place(mark) + i, null, entry)) {
                return;
            }
        }
        entries.set(place(mark) + (int) (mark.low() & (NEIGHBOURS - 1)), entry);
    }

    private static int place(Mark mark) {
        return (int) (mark.high() >>> 32) & (PLACES - NEIGHBOURS);
    }

    /** Two lanes, each multiplying half of what is read by the other half and folding the product's halves together. */
    private Mark mark(byte[] bytes, int from, int to) {
        var high = secrets[0] ^ (to - from);
        var low = secrets[1] ^ (to - from);
        var at = from;
        for (; at + 2 * Long.BYTES <= to; at += 2 * Long.BYTES) {
            var first = (long) LONGS.get(bytes, at);
            var second = (long) LONGS.get(bytes, at + Long.BYTES);
            high = folded(high ^ first, second ^ secrets[2]);
            low = folded(low ^ second, first ^ secrets[3]);
        }
        var first = 0L;
        if (at + Long.BYTES <= to) {
            first = (long) LONGS.get(bytes, at);
            at += Long.BYTES;
        }
        var second = 0L;
        for (; at < to; at++) {
            second = (second << Byte.SIZE) | (bytes[at] & 0xFF);
        }
        return new Mark(folded(high ^ first, second ^ secrets[2]), folded(low ^ second, first ^ secrets[3]));
    }

    private static long folded(long one, long other) {
        return (one * other) ^ Math.unsignedMultiplyHigh(one, other);
    }
}
