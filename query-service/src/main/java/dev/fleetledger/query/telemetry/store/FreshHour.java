package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.Joined;
import dev.fleetledger.query.telemetry.block.Points;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Samples of one server and hour, gathered by series. */
final class FreshHour {
    private final List<Column> columns = new ArrayList<>();
    private final Map<Long, Column> bySeries = new HashMap<>();
    /** Senders repeat their series in one order, so this is likely to be asked for next. */
    private int next;

    /** The samples of one series in the order of their arrival. */
    static final class Column {
        private final long series;
        private final int place;
        private long[] times = new long[4];
        private double[] values = new double[times.length];
        private int size;

        private Column(long series, int place) {
            this.series = series;
            this.place = place;
        }

        void add(long time, double value) {
            if (size == times.length) {
                times = Arrays.copyOf(times, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            times[size] = time;
            values[size++] = value;
        }

        private Points points() {
            return Joined.one(List.of(Points.samples(series, Arrays.copyOf(times, size), Arrays.copyOf(values, size))));
        }
    }

    /** Where samples of a series are added. */
    Column column(long series) {
        var column = next < columns.size() && columns.get(next).series == series
                ? columns.get(next)
                : bySeries.computeIfAbsent(series, this::added);
        next = column.place + 1 == columns.size() ? 0 : column.place + 1;
        return column;
    }

    private Column added(long series) {
        var column = new Column(series, columns.size());
        columns.add(column);
        return column;
    }

    /** What was added, ascending by series; a time that came more than once counts once, as it came last. */
    List<Points> points() {
        return columns.stream()
                .sorted(Comparator.comparingLong(column -> column.series))
                .map(Column::points)
                .toList();
    }
}
