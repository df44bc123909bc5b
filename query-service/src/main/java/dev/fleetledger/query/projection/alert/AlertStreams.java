package dev.fleetledger.query.projection.alert;

import dev.fleetledger.kit.InstanceSettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.FleetStreams;
import java.nio.file.Path;
import java.time.Duration;

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
     */
    public static FleetStreams of(KafkaSettings kafka, InstanceSettings instance, Duration grace) {
        return of(kafka, instance.id(), instance.dataDirectory(), grace, AlertTopics.CATALOGUED, APPLICATION);
    }

    static FleetStreams of(
            KafkaSettings kafka,
            String instance,
            Path directory,
            Duration grace,
            AlertTopics topics,
            String application) {
        return new FleetStreams(kafka, application, instance, directory, AlertTopology.build(topics, grace), PATIENCE);
    }
}
