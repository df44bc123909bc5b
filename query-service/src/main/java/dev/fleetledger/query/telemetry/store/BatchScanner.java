package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
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

    private final Table names;
    private final Table labels;
    private final long since;

    private SeriesMark[] marks = new SeriesMark[128];
    /** Where in the bytes each series begins. */
    private int[] begins = new int[marks.length];

    private int[] ends = new int[marks.length];
    private int series;
    private long[] times = new long[128];
    private double[] values = new double[times.length];

    /** An array of a batch to which its series refer. */
    private final class Table {
        private int[] begins = new int[32];
        private SeriesMark[] marks = new SeriesMark[begins.length];
        private int size;

        /** @param texts of which each entry consists */
        Table(int texts) {
            for (var left = block(); left > 0; left = block()) {
                for (var i = 0L; i < left; i++) {
                    if (size == begins.length) {
                        begins = Arrays.copyOf(begins, 2 * size);
                        marks = Arrays.copyOf(marks, 2 * size);
                    }
                    begins[size] = at;
                    for (var text = 0; text < texts; text++) {
                        skipText();
                    }
                    marks[size] = SeriesMark.of(bytes, begins[size], at);
                    size++;
                }
            }
        }

        /** Reads a place in it. */
        int place() {
            var place = number();
            if (place < 0 || place >= size) {
                throw new IllegalArgumentException("a series that refers to nothing in a table of " + size);
            }
            return (int) place;
        }
    }

    private BatchScanner(UUID server, byte[] bytes, int at) {
        this.server = server;
        this.bytes = bytes;
        this.at = at;
        names = new Table(1);
        labels = new Table(2);
        since = number();
    }

    /** The batch that begins at an index and fills the rest. */
    static Received read(UUID server, byte[] bytes, int at) {
        try {
            return new BatchScanner(server, bytes, at).read();
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("a batch that is cut off", e);
        }
    }

    private Received read() {
        var its = SeriesMark.of(server);
        for (var left = block(); left > 0; left = block()) {
            for (var i = 0L; i < left; i++) {
                series(its);
            }
        }
        if (at != bytes.length) {
            throw new IllegalArgumentException("a batch with something after it");
        }
        return new Received(server, Arrays.copyOf(marks, series), this::key, ends, times, values, Long.MAX_VALUE);
    }

    private void series(SeriesMark mark) {
        if (series == marks.length) {
            marks = Arrays.copyOf(marks, 2 * series);
            begins = Arrays.copyOf(begins, 2 * series);
            ends = Arrays.copyOf(ends, 2 * series);
        }
        begins[series] = at;
        var its = mark.and(names.marks[names.place()]);
        for (var left = block(); left > 0; left = block()) {
            for (var i = 0L; i < left; i++) {
                its = its.and(labels.marks[labels.place()]);
            }
        }
        marks[series] = its;
        var from = series == 0 ? 0 : ends[series - 1];
        var to = times(from);
        if (values(from) != to) {
            throw new IllegalArgumentException("a series with not as many times as values");
        }
        ends[series++] = to;
    }

    /** Reads from another place than where the batch was read to, which nobody needs any more. */
    private SeriesKey key(int number) {
        at = begins[number];
        var name = names.place();
        var its = new TreeMap<String, String>();
        for (var left = block(); left > 0; left = block()) {
            for (var i = 0L; i < left; i++) {
                var next = labels.place();
                var here = at;
                at = labels.begins[next];
                its.put(text(), text());
                at = here;
            }
        }
        at = names.begins[name];
        return new SeriesKey(server, text(), its);
    }

    private int times(int from) {
        var count = from;
        for (var left = block(); left > 0; left = block()) {
            if (times.length < count + left) {
                var room = Math.max(2 * times.length, (int) (count + left));
                times = Arrays.copyOf(times, room);
                values = Arrays.copyOf(values, room);
            }
            for (var i = 0L; i < left; i++) {
                times[count++] = since + number();
            }
        }
        return count;
    }

    private int values(int from) {
        var count = from;
        for (var left = block(); left > 0; left = block()) {
            if (values.length < count + left) {
                throw new IllegalArgumentException("a series with more values than times");
            }
            for (var i = 0L; i < left; i++) {
                values[count++] = (double) DOUBLES.get(bytes, at);
                at += Double.BYTES;
            }
        }
        return count;
    }

    /** How many items the next block of an array has; 0 after the last. */
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

    /** PostgreSQL knows none with a zero character. */
    private void skipText() {
        var end = end();
        while (at < end) {
            if (bytes[at++] == 0) {
                throw new IllegalArgumentException("a series with a zero character in its name or labels");
            }
        }
    }

    private String text() {
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
