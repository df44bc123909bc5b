package dev.fleetledger.query.telemetry.block;

/** Reads what {@link Output} wrote; throws IndexOutOfBoundsException past the end. */
final class Input {
    private final byte[] bytes;
    private int at;

    Input(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return at;
    }

    void seek(int position) {
        at = position;
    }

    int get() {
        return bytes[at++];
    }

    long getLong() {
        var value = 0L;
        for (var shift = 0; shift < 64; shift += 8) {
            value |= (bytes[at++] & 0xffL) << shift;
        }
        return value;
    }

    long getUnsigned() {
        var value = 0L;
        for (var shift = 0; shift < 70; shift += 7) {
            var next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number of more than 64 bits");
    }

    long getSigned() {
        var value = getUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number that says how many there are: from 0 to what the bytes can hold at all. */
    int getCount(int most) {
        var count = getUnsigned();
        if (count < 0 || count > most) {
            throw new IndexOutOfBoundsException(count + " where " + most + " is the most");
        }
        return (int) count;
    }
}
