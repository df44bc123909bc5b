package dev.fleetledger.schemas.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one server that came together. The record's key names the server.
 *
 * <p>Names and labels, which many series share, stand in tables of the record, as in remote write 2.0 ("Symbols"), so
 * that a record can be read by itself and most of it is samples.
 *
 * @param names of metrics
 * @param labels what else tells series apart; neither the metric's name nor the server's
 * @param time milliseconds since the epoch, from which the series' times count
 * @param series the same one may come more than once
 */
public record SampleBatch(List<String> names, List<Label> labels, long time, List<Series> series) implements Telemetry {

    /** A label and its value. */
    public record Label(String name, String value) {}

    /**
     * Samples of one series. The arrays are the caller's: neither side changes them afterwards.
     *
     * @param name where its metric's name stands in the table, from 0
     * @param labels where its labels stand in the table, ascending by the labels' names
     * @param times milliseconds since the batch's time, one for each value
     * @param values what was measured
     */
    // Boxing each of millions of samples a second is not affordable.
    @SuppressWarnings("ArrayRecordComponent")
    public record Series(int name, int[] labels, long[] times, double[] values) {}

    public SampleBatch {
        names = List.copyOf(names);
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    /** A batch of these samples. */
    public static SampleBatch of(List<SeriesSamples> samples) {
        var names = new LinkedHashMap<String, Integer>();
        var labels = new LinkedHashMap<Label, Integer>();
        var time = samples.stream()
                .filter(one -> one.times().length > 0)
                .mapToLong(one -> one.times()[0])
                .findFirst()
                .orElse(0);
        var series = new ArrayList<Series>();
        for (var one : samples) {
            series.add(new Series(
                    place(names, one.name()),
                    one.labels().entrySet().stream()
                            .mapToInt(label -> place(labels, new Label(label.getKey(), label.getValue())))
                            .toArray(),
                    shifted(one.times(), -time),
                    one.values()));
        }
        return new SampleBatch(List.copyOf(names.keySet()), List.copyOf(labels.keySet()), time, series);
    }

    /**
     * Its samples, by series in their order.
     *
     * @throws IllegalArgumentException if a series has a name or label that stands in no table, or not as many times as
     *     values
     */
    public List<SeriesSamples> samples() {
        return series.stream().map(this::samples).toList();
    }

    private SeriesSamples samples(Series one) {
        var its = new TreeMap<String, String>();
        for (var place : one.labels()) {
            var label = at(labels, place);
            its.put(label.name(), label.value());
        }
        return new SeriesSamples(at(names, one.name()), its, shifted(one.times(), time), one.values());
    }

    private static <T> T at(List<T> table, int place) {
        if (place < 0 || place >= table.size()) {
            throw new IllegalArgumentException("a series that refers to nothing in a table of " + table.size());
        }
        return table.get(place);
    }

    private static <T> int place(Map<T, Integer> table, T symbol) {
        return table.computeIfAbsent(symbol, added -> table.size());
    }

    private static long[] shifted(long[] times, long by) {
        var shifted = times.clone();
        for (var i = 0; i < shifted.length; i++) {
            shifted[i] += by;
        }
        return shifted;
    }

    /** Equal if their samples are, whatever their tables. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SampleBatch that && samples().equals(that.samples());
    }

    @Override
    public int hashCode() {
        return samples().hashCode();
    }
}
