package dev.fleetledger.query.telemetry.store;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** A run of numbers of series, both ends included. */
record SeriesRange(long first, long last) {
    static final SeriesRange ALL = new SeriesRange(0, Long.MAX_VALUE);

    boolean contains(long series) {
        return first <= series && series <= last;
    }

    /**
     * All numbers, in ascending parts of which each has so many samples at most, or a single series with any.
     *
     * @param samples how many each series has
     */
    static List<SeriesRange> cut(SortedMap<Long, Long> samples, long most) {
        var parts = new ArrayList<SeriesRange>();
        var first = ALL.first;
        var sum = 0L;
        for (var series : samples.entrySet()) {
            if (sum > 0 && sum + series.getValue() > most) {
                parts.add(new SeriesRange(first, series.getKey() - 1));
                first = series.getKey();
                sum = 0;
            }
            sum += series.getValue();
        }
        parts.add(new SeriesRange(first, ALL.last));
        return parts;
    }
}
