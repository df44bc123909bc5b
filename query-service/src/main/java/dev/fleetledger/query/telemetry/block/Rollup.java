package dev.fleetledger.query.telemetry.block;

import java.util.Arrays;

/**
 * Samples summed up by steps of time: points whose time is where the step begins and whose columns are those below. What is
 * not a number does not count; a step without numbers is left out.
 */
public final class Rollup {
    public static final int COUNT = 0;
    public static final int MIN = 1;
    public static final int MAX = 2;
    public static final int SUM = 3;
    public static final int LAST = 4;
    private static final int COLUMNS = 5;

    private final Points from;
    private final long[] times;
    private final double[][] columns;
    private int size;
    /** Where the step of the latest sample begins, asked first since a division takes longer than all else. */
    private long begin;
    /** How many places after the point the values have: their sum has no more, whatever doubles make of it. */
    private int places;

    private Rollup(Points from) {
        this.from = from;
        times = new long[from.size()];
        columns = new double[COLUMNS][from.size()];
    }

    /**
     * Samples by steps.
     *
     * @param step in milliseconds; steps begin at its multiples
     */
    public static Points of(Points samples, long step) {
        var rollup = new Rollup(samples);
        var values = samples.values();
        for (var i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                rollup.places = ScaledColumn.places(values[i], rollup.places);
                rollup.add(rollup.step(samples.times()[i], step), 1, values[i], values[i], values[i], values[i]);
            }
        }
        return rollup.points();
    }

    /** Steps by longer ones, whose length in milliseconds is a multiple of theirs. */
    public static Points coarser(Points rollups, long step) {
        var rollup = new Rollup(rollups);
        var each = rollups.columns();
        for (var i = 0; i < rollups.size(); i++) {
            rollup.places = ScaledColumn.places(each[SUM][i], rollup.places);
            rollup.add(
                    rollup.step(rollups.times()[i], step),
                    each[COUNT][i],
                    each[MIN][i],
                    each[MAX][i],
                    each[SUM][i],
                    each[LAST][i]);
        }
        return rollup.points();
    }

    private long step(long time, long step) {
        if (size == 0 || time < begin || time - begin >= step) {
            begin = Math.floorDiv(time, step) * step;
        }
        return begin;
    }

    private void add(long time, double count, double min, double max, double sum, double last) {
        if (size > 0 && times[size - 1] == time) {
            var at = size - 1;
            columns[COUNT][at] += count;
            columns[MIN][at] = Math.min(columns[MIN][at], min);
            columns[MAX][at] = Math.max(columns[MAX][at], max);
            columns[SUM][at] += sum;
            columns[LAST][at] = last;
        } else {
            times[size] = time;
            columns[COUNT][size] = count;
            columns[MIN][size] = min;
            columns[MAX][size] = max;
            columns[SUM][size] = sum;
            columns[LAST][size] = last;
            size++;
        }
    }

    private Points points() {
        var cut = new double[COLUMNS][];
        for (var i = 0; i < COLUMNS; i++) {
            cut[i] = Arrays.copyOf(columns[i], size);
        }
        for (var i = 0; i < size; i++) {
            cut[SUM][i] = ScaledColumn.rounded(cut[SUM][i], places);
        }
        return new Points(from.series(), Arrays.copyOf(times, size), cut);
    }
}
