package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.query.telemetry.block.Rollup;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.query.telemetry.store.SeriesDao.Series;
import dev.fleetledger.schemas.telemetry.VitalSeries;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A server's vital signs by steps of time. */
public final class VitalHistory {
    /** Of a server with many disks and interfaces a long history is too much for one answer. */
    private static final long MOST_VALUES = 2_000_000;

    /** The average of a step says more of these than its last value. */
    private static final Set<String> AVERAGED = Set.of(
            VitalSeries.CPU_PERCENT,
            VitalSeries.MEMORY_PERCENT,
            VitalSeries.DISK_PERCENT,
            VitalSeries.LOAD_1M,
            VitalSeries.DISK_USED_PERCENT);

    private final SeriesDao series;
    private final SampleStore samples;

    public VitalHistory(SeriesDao series, SampleStore samples) {
        this.series = series;
        this.samples = samples;
    }

    /**
     * What the server measured in each step in which it measured something, in order.
     *
     * @param from a multiple of the step
     * @param to exclusive; a multiple of the step
     * @param step in milliseconds
     * @throws RejectedException if that is too much
     */
    public List<MetricsView> read(UUID server, Instant from, Instant to, long step) {
        var known = series.ofServer(server, MetricsBuilder.SERIES).stream()
                .collect(Collectors.toMap(Series::id, Function.identity()));
        if (known.isEmpty()) {
            return List.of();
        }
        if (known.size() * (Duration.between(from, to).toMillis() / step) > MOST_VALUES) {
            throw new RejectedException(new Rejection.Invalid(new FieldError(
                    "query",
                    List.of("step"),
                    "gives more than %s values of %s series".formatted(MOST_VALUES, known.size()),
                    "value_error",
                    null,
                    "a longer step or a shorter time")));
        }
        var steps = new TreeMap<Long, MetricsBuilder>();
        var asked = new Selection(server, known.keySet(), from.toEpochMilli(), to.toEpochMilli());
        for (var points : samples.rollups(asked, step)) {
            var vital = known.get(points.series());
            if (vital == null) {
                continue;
            }
            var columns = points.columns();
            var averaged = AVERAGED.contains(vital.name());
            for (var i = 0; i < points.size(); i++) {
                var value = averaged ? columns[Rollup.SUM][i] / columns[Rollup.COUNT][i] : columns[Rollup.LAST][i];
                steps.computeIfAbsent(points.times()[i], time -> new MetricsBuilder())
                        .put(vital.name(), vital.labels(), value);
            }
        }
        return steps.entrySet().stream()
                .map(at -> at.getValue().view(server, Instant.ofEpochMilli(at.getKey())))
                .toList();
    }
}
