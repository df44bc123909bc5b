package dev.fleetledger.kit.http.body;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952) to its end: one member or several, each as long as it says and with its checksum, and nothing
 * after them. Neither the server's decoder nor the JDK's stream tells a body that was cut, or has something behind it.
 */
final class Gunzip {
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;
    private static final int TIME_FLAGS_AND_SYSTEM = 6;

    private final InputStream in;
    private final byte[] input = new byte[1 << 13];
    private final CRC32 checksum = new CRC32();
    private int next;
    private int end;

    /** Why it is no whole gzip. */
    static final class DamagedException extends Exception {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    private Gunzip(InputStream in) {
        this.in = in;
    }

    /**
     * Decompresses all that is in the stream.
     *
     * @throws DamagedException if it is no whole gzip
     * @throws IOException if the stream cannot be read
     */
    static void read(InputStream in, GrowingBytes out) throws IOException, DamagedException {
        var inflater = new Inflater(true);
        try {
            var gunzip = new Gunzip(in);
            do {
                gunzip.member(inflater, out);
            } while (gunzip.hasMore());
        } catch (DataFormatException e) {
            throw new DamagedException("what is compressed is damaged");
        } finally {
            inflater.end();
        }
    }

    private void member(Inflater inflater, GrowingBytes out) throws IOException, DamagedException, DataFormatException {
        header();
        checksum.reset();
        inflater.reset();
        while (!inflater.finished()) {
            if (inflater.needsInput()) {
                fill();
                inflater.setInput(input, next, end - next);
                next = end;
            }
            out.<DataFormatException>take((bytes, from, room) -> {
                var inflated = inflater.inflate(bytes, from, room);
                checksum.update(bytes, from, inflated);
                return inflated;
            });
        }
        next = end - inflater.getRemaining();
        var inflated = checksum.getValue();
        if (number(4) != inflated) {
            throw new DamagedException("its checksum is another");
        }
        if (number(4) != (inflater.getBytesWritten() & 0xffff_ffffL)) {
            throw new DamagedException("it is not as long as it says");
        }
    }

    private void header() throws IOException, DamagedException {
        checksum.reset();
        if (number(2) != MAGIC || number(1) != DEFLATE) {
            throw new DamagedException("it does not begin as gzip does");
        }
        var flags = octet();
        if ((flags & RESERVED) != 0) {
            throw new DamagedException("it has flags that are not known");
        }
        skip(TIME_FLAGS_AND_SYSTEM);
        if ((flags & EXTRA) != 0) {
            skip((int) number(2));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        var passed = checksum.getValue() & 0xffff;
        if ((flags & HEADER_CHECKSUM) != 0 && number(2) != passed) {
            throw new DamagedException("its header's checksum is another");
        }
    }

    private void skip(int count) throws IOException, DamagedException {
        for (var i = 0; i < count; i++) {
            octet();
        }
    }

    @SuppressWarnings("StatementWithEmptyBody") // each is read by the condition
    private void skipText() throws IOException, DamagedException {
        while (octet() != 0) {}
    }

    /** Of so many bytes, the least first. */
    private long number(int count) throws IOException, DamagedException {
        var number = 0L;
        for (var i = 0; i < count; i++) {
            number |= (long) octet() << (8 * i);
        }
        return number;
    }

    private int octet() throws IOException, DamagedException {
        fill();
        var octet = input[next++] & 0xff;
        checksum.update(octet);
        return octet;
    }

    private void fill() throws IOException, DamagedException {
        if (!hasMore()) {
            throw new DamagedException("it is cut off");
        }
    }

    private boolean hasMore() throws IOException {
        while (next == end) {
            next = 0;
            end = Math.max(0, in.read(input, 0, input.length));
            if (end == 0) {
                return false;
            }
        }
        return true;
    }
}
