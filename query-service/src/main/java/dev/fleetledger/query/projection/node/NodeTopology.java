package dev.fleetledger.query.projection.node;

import dev.fleetledger.query.projection.Output;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.SiteSnapshot;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/**
 * Joins the ledger with what nodes report: both are partitioned by fleet, so that one task sees all of a fleet. Writes
 * each node with its figures to {@code fleet.nodes}, what each site holds to {@code fleet.site-uses}, and what comes near
 * its quota, goes beyond it or comes back to {@code fleet.quota-changes}.
 */
final class NodeTopology {
    static final String NODES = "nodes";
    static final String QUOTAS = "quotas";
    static final String SITE_USES = "site-uses";

    private NodeTopology() {}

    /** The topology, not started. */
    static Topology build(NodeTopics topics) {
        var builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(NODES),
                Serdes.String(),
                AvroCodec.of(NodeSnapshot.class).serde()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(QUOTAS), Serdes.String(), StoredQuota.serde()));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(SITE_USES),
                Serdes.String(),
                AvroCodec.of(SiteSnapshot.class).serde()));
        var stats = builder.stream(
                topics.stats(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("node-stats"));
        builder.stream(
                        topics.events(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("ledger"))
                .merge(stats, Named.as("ledger-and-stats"))
                .process(() -> new NodeProcessor(topics), Named.as("node"), NODES, QUOTAS, SITE_USES)
                .to(
                        (output, value, context) -> output.topic(),
                        Produced.with(Output.SERDE, Serdes.ByteArray())
                                .withStreamPartitioner(Output.PARTITIONER)
                                .withName("node-changes"));
        return builder.build();
    }
}
