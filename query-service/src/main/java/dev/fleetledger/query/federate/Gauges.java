package dev.fleetledger.query.federate;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gauges as they are collected, one family a name. */
public final class Gauges {
    private final Map<String, GaugeSnapshot.Builder> families = new LinkedHashMap<>();

    /** Where gauges come from. */
    @FunctionalInterface
    public interface Source {
        /** Adds what it has now; throws UnavailableException if that cannot be told. */
        void collect(Gauges gauges);
    }

    /**
     * Adds a value; none if there is none.
     *
     * @param name of the family, such as {@code fleet_server_up}
     * @param help what the family means, in one line
     */
    public void add(String name, String help, @Nullable Number value, Labels labels) {
        if (value != null) {
            families.computeIfAbsent(
                            name, any -> GaugeSnapshot.builder().name(name).help(help))
                    .dataPoint(GaugeDataPointSnapshot.builder()
                            .value(value.doubleValue())
                            .labels(labels)
                            .build());
        }
    }

    /** All of them. */
    MetricSnapshots snapshots() {
        var all = MetricSnapshots.builder();
        families.values().forEach(family -> all.metricSnapshot(family.build()));
        return all.build();
    }
}
