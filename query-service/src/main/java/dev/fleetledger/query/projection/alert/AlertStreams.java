package dev.fleetledger.query.projection.alert;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.kit.InstanceSettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.FleetStreams;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.Topology;

/** The alert topology as it runs. */
public final class AlertStreams {
    private static final String APPLICATION = "fleet-alerts";
    /** Telemetry comes all the time, and nobody can tell so little from none. */
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private AlertStreams() {}

    /**
     * Not started yet.
     *
     * @param grace how long samples wait for earlier ones
     * @param mostSeries how many may be held against thresholds at a time, one once for each threshold
     */
    public static FleetStreams of(
            KafkaSettings kafka, InstanceSettings instance, Duration grace, int mostSeries, MetricRegistry metrics) {
        var topology = AlertTopology.build(AlertTopics.CATALOGUED, grace, new Room(mostSeries, metrics));
        return of(kafka, instance.id(), instance.dataDirectory(), topology, APPLICATION);
    }

    static FleetStreams of(
            KafkaSettings kafka, String instance, Path directory, Topology topology, String application) {
        return new FleetStreams(kafka, application, instance, directory, topology, PATIENCE);
    }
}
