package dev.fleetledger.query.projection.server;

import dev.fleetledger.kit.InstanceSettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.FleetStreams;
import java.nio.file.Path;
import java.time.Duration;

/** The server projection as it runs. */
public final class ServerStreams {
    private static final String APPLICATION = "fleet-servers";

    private ServerStreams() {}

    /**
     * Not started yet.
     *
     * @param offlineAfter how long a server may be silent before it counts as offline
     */
    public static FleetStreams of(KafkaSettings kafka, InstanceSettings instance, Duration offlineAfter) {
        return of(kafka, instance.id(), instance.dataDirectory(), offlineAfter, ServerTopics.CATALOGUED, APPLICATION);
    }

    static FleetStreams of(
            KafkaSettings kafka,
            String instance,
            Path directory,
            Duration offlineAfter,
            ServerTopics topics,
            String application) {
        return new FleetStreams(kafka, application, instance, directory, ServerTopology.build(topics, offlineAfter));
    }
}
