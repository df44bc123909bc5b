package dev.fleetledger.query.telemetry.store;

import java.util.UUID;
import java.util.function.IntFunction;

/**
 * What one record of {@code fleet.telemetry} says: samples of one server, or nothing if it could not be read. Its series
 * are numbered from 0 in their order, and so are its samples, those of a series one after the other.
 *
 * @param receivedAt when the platform took it in, in milliseconds since the epoch
 */
// Boxing each of millions of samples a second is not affordable; nobody compares two.
@SuppressWarnings("ArrayRecordComponent")
record Received(
        UUID server,
        SeriesMark[] marks,
        IntFunction<SeriesKey> keys,
        int[] ends,
        long[] times,
        double[] values,
        long receivedAt) {

    static final Received NOTHING = new Received(
            new UUID(0, 0),
            new SeriesMark[0],
            series -> {
                throw new IndexOutOfBoundsException(series);
            },
            new int[0],
            new long[0],
            new double[0],
            Long.MAX_VALUE);

    /** The same, taken in at that time. */
    Received at(long then) {
        return new Received(server, marks, keys, ends, times, values, then);
    }

    /** How many samples there are. */
    int samples() {
        return marks.length == 0 ? 0 : ends[marks.length - 1];
    }

    /** How many series there are. */
    int series() {
        return marks.length;
    }

    /** By which a series that was met before is known. */
    SeriesMark mark(int series) {
        return marks[series];
    }

    /** Read from the record only if it is wanted. */
    SeriesKey key(int series) {
        return keys.apply(series);
    }

    /** The first sample of a series. */
    int from(int series) {
        return series == 0 ? 0 : ends[series - 1];
    }

    /** The one after its last. */
    int to(int series) {
        return ends[series];
    }

    /** When a sample was measured, in milliseconds since the epoch. */
    long time(int sample) {
        return times[sample];
    }

    /** The same as far as it can be: by a clock that ran ahead it was measured when it came. */
    long measuredAt(int sample) {
        return Math.min(times[sample], receivedAt);
    }

    double value(int sample) {
        return values[sample];
    }
}
