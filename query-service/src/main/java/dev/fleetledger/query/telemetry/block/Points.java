package dev.fleetledger.query.telemetry.block;

import java.util.Arrays;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * What is known of one series at some times. The arrays are not copied and not to be changed.
 *
 * @param series its number
 * @param times milliseconds since the epoch, ascending, each once
 * @param columns the values at these times: one column of samples, or the columns of a {@link Rollup}
 */
// Boxing each of millions of samples a second is not affordable.
@SuppressWarnings("ArrayRecordComponent")
public record Points(long series, long[] times, double[][] columns) {

    public Points {
        for (var column : columns) {
            if (column.length != times.length) {
                throw new IllegalArgumentException(
                        "series %s has %s values at %s times".formatted(series, column.length, times.length));
            }
        }
    }

    /** Samples. */
    public static Points samples(long series, long[] times, double[] values) {
        return new Points(series, times, new double[][] {values});
    }

    public int size() {
        return times.length;
    }

    /** The values of samples. */
    public double[] values() {
        return columns[0];
    }

    /** Those from an index to another, exclusive. */
    public Points part(int from, int to) {
        var cut = new double[columns.length][];
        for (var i = 0; i < cut.length; i++) {
            cut[i] = Arrays.copyOfRange(columns[i], from, to);
        }
        return new Points(series, Arrays.copyOfRange(times, from, to), cut);
    }

    /** Those at these times. */
    public Points where(LongPredicate wanted) {
        var kept = IntStream.range(0, times.length)
                .filter(at -> wanted.test(times[at]))
                .toArray();
        if (kept.length == times.length) {
            return this;
        }
        var cut = new double[columns.length][];
        for (var i = 0; i < cut.length; i++) {
            var column = columns[i];
            cut[i] = IntStream.of(kept).mapToDouble(at -> column[at]).toArray();
        }
        return new Points(series, IntStream.of(kept).mapToLong(at -> times[at]).toArray(), cut);
    }
}
