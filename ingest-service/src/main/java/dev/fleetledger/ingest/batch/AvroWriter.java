package dev.fleetledger.ingest.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntConsumer;

/** Writes Avro's binary encoding (specification 1.12, "Binary Encoding") into a buffer that grows. */
final class AvroWriter {
    private static final VarHandle LITTLE_ENDIAN =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_VARINT = 10;

    private final IntConsumer memory;
    private byte[] buffer;
    private int size;

    /**
     * @param memory asked for each number of bytes before they are taken; may throw
     */
    AvroWriter(int capacity, IntConsumer memory) {
        this.memory = memory;
        memory.accept(capacity);
        this.buffer = new byte[capacity];
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        memory.accept(size);
        return Arrays.copyOf(buffer, size);
    }

    /** Bytes as they are. */
    void raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    /** What another one wrote. */
    void raw(AvroWriter other) {
        reserve(other.size);
        System.arraycopy(other.buffer, 0, buffer, size, other.size);
        size += other.size;
    }

    /** A string or bytes. */
    void string(byte[] utf8) {
        number(utf8.length);
        raw(utf8);
    }

    /** An int or long, or the length of a block. */
    void number(long value) {
        reserve(LONGEST_VARINT);
        var rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
    }

    /** An array of longs, each with as much added, in one block. */
    void numbers(long[] values, int count, long plus) {
        number(count);
        for (var i = 0; i < count; i++) {
            number(values[i] + plus);
        }
        number(0);
    }

    /** An array of doubles, in one block, each given as its bits. */
    void doubles(long[] bits, int count) {
        number(count);
        reserve(count * Long.BYTES);
        for (var i = 0; i < count; i++) {
            LITTLE_ENDIAN.set(buffer, size, bits[i]);
            size += Long.BYTES;
        }
        number(0);
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            var grown = Math.max(buffer.length * 2, size + more);
            memory.accept(grown - buffer.length);
            buffer = Arrays.copyOf(buffer, grown);
        }
    }
}
