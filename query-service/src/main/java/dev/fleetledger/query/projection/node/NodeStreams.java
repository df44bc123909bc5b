package dev.fleetledger.query.projection.node;

import dev.fleetledger.kit.InstanceSettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.FleetStreams;

/** The node projection as it runs. */
public final class NodeStreams {
    private static final String APPLICATION = "fleet-nodes";

    private NodeStreams() {}

    /** Not started yet. */
    public static FleetStreams of(KafkaSettings kafka, InstanceSettings instance) {
        return new FleetStreams(
                kafka, APPLICATION, instance.id(), instance.dataDirectory(), NodeTopology.build(NodeTopics.CATALOGUED));
    }
}
