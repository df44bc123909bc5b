package dev.fleetledger.kit.http.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Bytes that take memory as they arrive, and never more than twice what has arrived. */
final class GrowingBytes {
    private static final int LEAST = 1 << 16;

    private final long longest;
    private final Supplier<? extends RuntimeException> tooLong;
    private final IntConsumer memory;
    private byte[] bytes = {};
    private int length;

    /** Fills a part of an array. */
    @FunctionalInterface
    interface Source<E extends Exception> {
        /** How many bytes it wrote; fewer than 0 at the end. */
        int fill(byte[] bytes, int from, int room) throws E;
    }

    GrowingBytes(int longest, Supplier<? extends RuntimeException> tooLong, IntConsumer memory) {
        this.longest = longest;
        this.tooLong = tooLong;
        this.memory = memory;
    }

    /** Takes what the source has now; false at its end. */
    <E extends Exception> boolean take(Source<E> source) throws E {
        makeRoom(longest + 1);
        var read = source.fill(bytes, length, bytes.length - length);
        if (read < 0) {
            return false;
        }
        length += read;
        if (length > longest) {
            throw tooLong.get();
        }
        return true;
    }

    /**
     * Takes all of a stream.
     *
     * @param announced how many there are, no more than may be; fewer than 0 if that is not known
     */
    void read(InputStream in, int announced) throws IOException {
        if (announced < 0) {
            while (take(in::read)) {
                // Until there is no more.
            }
        }
        while (length < announced) {
            makeRoom(announced);
            var read = in.read(bytes, length, bytes.length - length);
            if (read < 0) {
                throw new IOException("shorter than it said");
            }
            length += read;
        }
    }

    /** All of them, no longer to be added to. */
    byte[] bytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }

    private void makeRoom(long most) {
        if (length == bytes.length) {
            var room = (int) Math.min(Math.max(LEAST, 2L * length), most);
            memory.accept(room - length);
            bytes = Arrays.copyOf(bytes, room);
        }
    }
}
