package dev.fleetledger.query.projection.alert;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Samples of one target that wait for earlier ones to come, so that shuffled samples are evaluated in the order of their
 * times. One waits until a sample that much later has come, or for that long by the clock, whichever is first.
 */
final class Waiting {
    /** More are not kept: the earliest go on. */
    static final int MOST = 1000;

    private final TreeMap<Long, Sample> byTime = new TreeMap<>();

    /** @param arrived by the clock, in milliseconds */
    record Sample(long time, double value, long arrived) {}

    boolean isEmpty() {
        return byTime.isEmpty();
    }

    /**
     * Adds a sample. Of those with the same time the last counts, as it does wherever samples are put together; it waits
     * no longer for that, so that one that is sent again and again comes through.
     *
     * @return whether that makes a difference
     */
    boolean add(Sample sample) {
        var before = byTime.get(sample.time());
        byTime.put(
                sample.time(), before == null ? sample : new Sample(sample.time(), sample.value(), before.arrived()));
        return before == null || before.value() != sample.value();
    }

    /**
     * Adds that there is no value of that time.
     *
     * @return whether that makes a difference
     */
    boolean remove(long time) {
        return byTime.remove(time) != null;
    }

    /** Takes those that have waited for long enough, in order. */
    List<Sample> due(long now, long grace) {
        if (byTime.isEmpty()) {
            return List.of();
        }
        var until = byTime.lastKey() - grace;
        for (var sample : byTime.values()) {
            if (sample.arrived() + grace <= now) {
                until = Math.max(until, sample.time());
            }
        }
        var due = new ArrayList<Sample>();
        while (!byTime.isEmpty() && (byTime.firstKey() <= until || byTime.size() > MOST)) {
            due.add(byTime.pollFirstEntry().getValue());
        }
        return due;
    }

    long[] times() {
        return byTime.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    double[] values() {
        return byTime.values().stream().mapToDouble(Sample::value).toArray();
    }

    /** What {@link #times} and {@link #values} told, as if it arrived now. */
    static Waiting of(long[] times, double[] values, long now) {
        var waiting = new Waiting();
        Arrays.setAll(times, i -> {
            waiting.add(new Sample(times[i], values[i], now));
            return times[i];
        });
        return waiting;
    }
}
