package dev.fleetledger.query.projection.alert;

import dev.fleetledger.kit.InstanceSettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.FleetStreams;
import java.time.Duration;

/** The alert topology as it runs. */
public final class AlertStreams {

    private AlertStreams() {}

    /**
     * Not started yet.
     *
     * @param grace how long samples wait for earlier ones
     */
    public static FleetStreams of(KafkaSettings kafka, InstanceSettings instance, Duration grace) {
        return new FleetStreams(
                kafka,
                "fleet-alerts",
                instance.id(),
                instance.dataDirectory(),
                AlertTopology.build(AlertTopics.CATALOGUED, grace));
    }
}
