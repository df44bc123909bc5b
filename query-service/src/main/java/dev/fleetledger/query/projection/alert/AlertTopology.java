package dev.fleetledger.query.projection.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Telemetry stays where it is, partitioned by server; the few thresholds, and the servers for their tags, are in global
 * stores. What is seen goes to the partition of the fleet.
 */
final class AlertTopology {
    static final String TARGETS = "alert-targets";
    static final String THRESHOLDS = "alert-thresholds";
    static final String SERVERS = "alert-servers";

    private AlertTopology() {}

    /**
     * The topology, not started.
     *
     * @param grace how long samples wait for earlier ones
     * @param room for the targets of all its tasks
     */
    static Topology build(AlertTopics topics, Duration grace, Room room) {
        var builder = new StreamsBuilder();
        // Counts up with the thresholds, so that what is made of them is made anew.
        var revision = new AtomicLong();
        global(builder, THRESHOLDS, topics.thresholds(), revision);
        global(builder, SERVERS, topics.servers(), new AtomicLong());
        builder.addStateStore(Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(TARGETS),
                        Serdes.String(),
                        AvroCodec.of(StoredTarget.class).serde())
                .withCachingEnabled());
        builder.stream(
                        topics.telemetry(),
                        Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("alert-telemetry"))
                .process(() -> new AlertProcessor(revision::get, room, grace), Named.as("alert-evaluation"), TARGETS)
                .to(
                        topics.observations(),
                        Produced.with(
                                        Serdes.<FleetId>serdeFrom(
                                                (topic, fleet) -> fleet.value().getBytes(UTF_8),
                                                (topic, bytes) -> new FleetId(new String(bytes, UTF_8))),
                                        AvroCodec.of(Observation.class).serde())
                                .withStreamPartitioner((topic, fleet, observation, partitions) ->
                                        Optional.of(Set.of(Topics.partitionOf(fleet))))
                                .withName("alert-observations"));
        return builder.build();
    }

    private static void global(StreamsBuilder builder, String store, String topic, AtomicLong revision) {
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(store), Serdes.String(), Serdes.ByteArray()),
                topic,
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName(store + "-source"),
                () -> new Keep(store, revision));
    }

    /** Keeps the latest value of each key, as it does when the store is filled at the start. */
    private static final class Keep extends ContextualProcessor<String, byte[], Void, Void> {
        private final String store;
        private final AtomicLong revision;

        Keep(String store, AtomicLong revision) {
            this.store = store;
            this.revision = revision;
        }

        @Override
        public void process(Record<String, byte[]> record) {
            KeyValueStore<String, byte[]> values = context().getStateStore(store);
            values.put(record.key(), record.value());
            revision.incrementAndGet();
        }
    }
}
