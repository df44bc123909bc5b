package dev.fleetledger.query.telemetry.block;

import java.util.Arrays;

/** Bytes that grow. */
final class Output {
    private byte[] bytes = new byte[256];
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    void clear() {
        size = 0;
    }

    void put(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Eight bytes, the lowest first. */
    void putLong(long value) {
        reserve(8);
        for (var shift = 0; shift < 64; shift += 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Seven bits a byte, the lowest first; any long, small ones being short. */
    void putUnsigned(long value) {
        reserve(10);
        var rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** As {@link #putUnsigned}, with small negative ones being short too. */
    void putSigned(long value) {
        putUnsigned((value << 1) ^ (value >> 63));
    }

    void putAll(Output other) {
        reserve(other.size);
        System.arraycopy(other.bytes, 0, bytes, size, other.size);
        size += other.size;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** How many bytes {@link #putSigned} needs. */
    static int lengthOfSigned(long value) {
        var bits = 64 - Long.numberOfLeadingZeros((value << 1) ^ (value >> 63));
        return Math.max(1, (bits + 6) / 7);
    }
}
