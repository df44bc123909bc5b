package dev.fleetledger.ingest.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads Protocol Buffers' wire format (protobuf.dev, "Encoding") from bytes where they are, so that nothing is copied that
 * is not needed. All methods throw {@link MalformedException} on what is no message.
 */
final class ProtoReader {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final char REPLACEMENT = '\uFFFD';
    /** Half a surrogate pair. */
    private static final char NO_CHARACTER = '\uDFFF';

    private final byte[] bytes;
    private int position;
    private int end;

    /** @param length how many of the bytes are the message */
    ProtoReader(byte[] bytes, int length) {
        this.bytes = bytes;
        this.end = length;
    }

    int position() {
        return position;
    }

    /** Goes back to where it was. */
    void position(int earlier) {
        position = earlier;
    }

    /** Whether a field of that tag comes next; of one that has a single byte. */
    boolean isNext(int tag) {
        return position < end && bytes[position] == tag;
    }

    boolean atEnd() {
        return position == end;
    }

    /** Goes into a message of the length that comes next; the end before it is to be given to {@link #leave}. */
    int enter() {
        var length = length();
        var outer = end;
        end = position + length;
        return outer;
    }

    void leave(int outer) {
        position = end;
        end = outer;
    }

    /** A field's number and wire type, as one number. */
    int tag() {
        var tag = varint();
        if (tag >>> 32 != 0 || tag >>> 3 == 0) {
            throw new MalformedException("The message has a field without a number");
        }
        return (int) tag;
    }

    long varint() {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw truncated();
            }
            var next = bytes[position++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedException("The message has a number that does not end");
    }

    long fixed64() {
        if (end - position < Long.BYTES) {
            throw truncated();
        }
        var value = (long) LITTLE_ENDIAN.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    /** A text; what of it is not UTF-8 becomes {@link #NO_CHARACTER}, so that it cannot be taken for one. */
    String string() {
        var length = length();
        var text = new String(bytes, position, length, UTF_8);
        var isText = Utf8.isWellFormed(bytes, position, length);
        position += length;
        return isText ? text : text.replace(REPLACEMENT, NO_CHARACTER) + NO_CHARACTER;
    }

    void skip(int tag) {
        switch (tag & 7) {
            case 0 -> varint();
            case 1 -> fixed64();
            case 2 -> {
                var length = length();
                position += length;
            }
            case 5 -> {
                if (end - position < Integer.BYTES) {
                    throw truncated();
                }
                position += Integer.BYTES;
            }
            default -> throw new MalformedException("The message has a field of no known type");
        }
    }

    private int length() {
        var length = varint();
        if (length < 0 || length > end - position) {
            throw truncated();
        }
        return (int) length;
    }

    private static MalformedException truncated() {
        return new MalformedException("The message is cut off");
    }
}
