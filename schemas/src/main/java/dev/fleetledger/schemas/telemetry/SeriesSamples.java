package dev.fleetledger.schemas.telemetry;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples of one series of one server. The arrays are the caller's: neither side changes them afterwards.
 *
 * @param name the metric, such as {@code cpu_percent}
 * @param labels what else tells the series apart, by name; neither the metric's name nor the server's
 * @param times when it was measured, in milliseconds since the epoch; one for each value, in any order
 * @param values what was measured; every double is kept bit for bit, NaN payloads and the sign of zero included
 */
// Boxing each of millions of samples a second is not affordable.
@SuppressWarnings("ArrayRecordComponent")
public record SeriesSamples(String name, SortedMap<String, String> labels, long[] times, double[] values) {

    /** Throws IllegalArgumentException if there are not as many times as values. */
    public SeriesSamples {
        if (times.length != values.length) {
            throw new IllegalArgumentException(
                    "%s has %s times for %s values".formatted(name, times.length, values.length));
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** Equal bit for bit, so that a NaN is itself and 0.0 is not -0.0. */
    @Override
    public boolean equals(Object other) {
        return other instanceof SeriesSamples that
                && name.equals(that.name)
                && labels.equals(that.labels)
                && Arrays.equals(times, that.times)
                && Arrays.equals(bits(values), bits(that.values));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + labels.hashCode()) + Arrays.hashCode(times);
    }

    @Override
    public String toString() {
        return "%s%s, %s samples".formatted(name, labels, times.length);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
