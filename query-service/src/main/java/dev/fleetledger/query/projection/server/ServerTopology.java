package dev.fleetledger.query.projection.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.query.projection.Output;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/**
 * Telemetry is brought to the partition of its fleet, where one task sees the ledger and the telemetry of its servers,
 * and writes {@code fleet.servers} in the ledger's order to the partition of the same number.
 */
final class ServerTopology {
    static final String SERVERS = "servers";
    static final String LEDGER = "servers-ledger";
    static final String HEARTBEATS = "heartbeats-by-fleet";
    static final String ORIGIN = "origin";
    private static final AvroCodec<SampleBatch> BATCHES = AvroCodec.of(SampleBatch.class);

    private ServerTopology() {}

    /**
     * The topology, not started.
     *
     * @param offlineAfter how long a server may be silent
     */
    static Topology build(ServerTopics topics, Duration offlineAfter) {
        var builder = new StreamsBuilder();
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(SERVERS),
                Serdes.String(),
                AvroCodec.of(ServerSnapshot.class).serde()));
        builder.addStateStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(LEDGER), Serdes.String(), Serdes.Long()));
        var heartbeats = builder.stream(
                        topics.telemetry(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("telemetry"))
                .process(ToFleet::new, Named.as("telemetry-to-fleet"))
                .repartition(Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withName(HEARTBEATS)
                        .withNumberOfPartitions(Topics.EVENTS.partitions()));
        builder.stream(
                        topics.events(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("ledger"))
                .merge(heartbeats, Named.as("ledger-and-heartbeats"))
                .process(() -> new ServerProcessor(topics, offlineAfter), Named.as("server"), SERVERS, LEDGER)
                .to(
                        (output, value, context) -> output.topic(),
                        Produced.with(Output.SERDE, Serdes.ByteArray())
                                .withStreamPartitioner(Output.PARTITIONER)
                                .withName("server-changes"));
        return builder.build();
    }

    /** Keys heartbeats by their fleet, as the ledger is. Samples in bulk are no sign of life and have their own path. */
    private static final class ToFleet extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        @Override
        public void process(Record<byte[], byte[]> record) {
            if (record.value() != null && BATCHES.reads(record.value())) {
                return;
            }
            context().recordMetadata().ifPresent(from -> {
                var origin = from.topic() + ":" + from.partition() + ":" + from.offset();
                record.headers().add(ORIGIN, origin.getBytes(UTF_8));
            });
            context().forward(record.withKey(fleet(record.headers())));
        }

        private static byte[] fleet(Headers headers) {
            var header = headers.lastHeader("fleet");
            return header == null ? FleetId.DEFAULT.value().getBytes(UTF_8) : header.value();
        }
    }
}
