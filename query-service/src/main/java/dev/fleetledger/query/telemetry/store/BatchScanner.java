package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Reads the bytes of a {@code SampleBatch} of its first schema (Avro 1.12 specification, "Binary Encoding") without making
 * texts of names and labels that are known already. Anything but a whole batch is refused with an IllegalArgumentException.
 */
final class BatchScanner {
    private static final VarHandle DOUBLES =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);

    private final UUID server;
    private final byte[] bytes;
    private int at;
    private long[] times = new long[16];
    private double[] values = new double[16];

    private BatchScanner(UUID server, byte[] bytes, int at) {
        this.server = server;
        this.bytes = bytes;
        this.at = at;
    }

    /** The series of the batch that begins at an index and fills the rest. */
    static List<Incoming> read(UUID server, byte[] bytes, int at) {
        try {
            var scanner = new BatchScanner(server, bytes, at);
            var series = scanner.batch();
            if (scanner.at != bytes.length) {
                throw new IllegalArgumentException("a batch with something after it");
            }
            return series;
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a batch that is cut off", e);
        }
    }

    private List<Incoming> batch() {
        var series = new ArrayList<Incoming>();
        for (var left = block(); left > 0; left = block()) {
            for (var i = 0L; i < left; i++) {
                series.add(series());
            }
        }
        return series;
    }

    private Incoming series() {
        var from = at;
        text();
        for (var left = block(); left > 0; left = block()) {
            for (var i = 0L; i < left; i++) {
                text();
                text();
            }
        }
        var to = at;
        var count = times();
        if (values() != count) {
            throw new IllegalArgumentException("a series with not as many times as values");
        }
        return new Incoming(
                SeriesMark.of(server, bytes, from, to),
                () -> key(from),
                Arrays.copyOf(times, count),
                Arrays.copyOf(values, count));
    }

    private SeriesKey key(int from) {
        var reader = new BatchScanner(server, bytes, from);
        var name = reader.string();
        var labels = new TreeMap<String, String>();
        for (var left = reader.block(); left > 0; left = reader.block()) {
            for (var i = 0L; i < left; i++) {
                labels.put(reader.string(), reader.string());
            }
        }
        return new SeriesKey(server, name, labels);
    }

    private int times() {
        var count = 0;
        for (var left = block(); left > 0; left = block()) {
            if (times.length < count + left) {
                times = Arrays.copyOf(times, Math.max(2 * times.length, (int) (count + left)));
            }
            for (var i = 0L; i < left; i++) {
                times[count++] = number();
            }
        }
        return count;
    }

    private int values() {
        var count = 0;
        for (var left = block(); left > 0; left = block()) {
            if (values.length < count + left) {
                values = Arrays.copyOf(values, Math.max(2 * values.length, (int) (count + left)));
            }
            for (var i = 0L; i < left; i++) {
                values[count++] = (double) DOUBLES.get(bytes, at);
                at += Double.BYTES;
            }
        }
        return count;
    }

    /** How many items the next block of an array or map has; 0 after the last. */
    private long block() {
        var count = number();
        if (count < 0) {
            count = -count;
            number();
        }
        // Every item takes a byte at least.
        if (count < 0 || count > bytes.length - at) {
            throw new IllegalArgumentException("a batch with a block longer than itself");
        }
        return count;
    }

    /** Passes over a text. PostgreSQL knows none with a zero character. */
    private void text() {
        var end = end();
        while (at < end) {
            if (bytes[at++] == 0) {
                throw new IllegalArgumentException("a series with a zero character in its name or labels");
            }
        }
    }

    private String string() {
        var end = end();
        var text = new String(bytes, at, end - at, UTF_8);
        at = end;
        return text;
    }

    private int end() {
        var length = number();
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("a text longer than the batch");
        }
        return at + (int) length;
    }

    private long number() {
        var value = 0L;
        for (var shift = 0; shift < 70; shift += 7) {
            var next = bytes[at++];
            value |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new IllegalArgumentException("a number of more than 64 bits");
    }
}
