package dev.fleetledger.ingest.batch;

import java.util.Arrays;

/** Samples of one series, to be filled again and again. */
public final class Samples {
    /** More are written in another block, so that no record grows too long. */
    private static final int MOST = 8192;

    private int[] items = new int[4];
    private long[] times = new long[4];
    private long[] values = new long[4];
    private int size;

    /**
     * Adds one.
     *
     * @param item by which its sender is told if it is not kept
     * @param time in milliseconds since the epoch
     * @param value the bits of a double
     */
    public void add(int item, long time, long value) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
            times = Arrays.copyOf(times, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        items[size] = item;
        times[size] = time;
        values[size] = value;
        size++;
    }

    /** Whether they are to be written before more are added. */
    public boolean isFull() {
        return size == MOST;
    }

    /** Forgets all. */
    public void clear() {
        size = 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The item of one of them. */
    public int item(int index) {
        return items[index];
    }

    /** The time of one of them, in milliseconds since the epoch. */
    long time(int index) {
        return times[index];
    }

    void write(AvroWriter writer, long since) {
        writer.numbers(times, size, -since);
        writer.doubles(values, size);
    }
}
