package dev.fleetledger.query.projection.node;

import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.SiteAdded;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.telemetry.NodeStats;
import dev.fleetledger.schemas.telemetry.SiteUse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** The topology on a test driver, with what goes in and what came out. */
abstract class NodeTopologyFixture {
    static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    static final Instant NOW = Instant.parse("2026-01-18T12:00:00Z");
    static final Duration STALE = Duration.ofMinutes(5);
    static final long GB = 1L << 30;

    final EventChain chain = new EventChain();
    final TopologyTestDriver driver =
            new TopologyTestDriver(NodeTopology.build(NodeTopics.CATALOGUED), settings(), NOW);
    final TestInputTopic<byte[], byte[]> events =
            driver.createInputTopic("fleet.events", new ByteArraySerializer(), new ByteArraySerializer());
    final TestInputTopic<byte[], byte[]> stats =
            driver.createInputTopic("fleet.node-stats", new ByteArraySerializer(), new ByteArraySerializer());
    final TestOutputTopic<String, byte[]> nodes =
            driver.createOutputTopic("fleet.nodes", new StringDeserializer(), new ByteArrayDeserializer());
    final TestOutputTopic<String, byte[]> changes =
            driver.createOutputTopic("fleet.quota-changes", new StringDeserializer(), new ByteArrayDeserializer());

    final TestOutputTopic<String, byte[]> siteUses =
            driver.createOutputTopic("fleet.site-uses", new StringDeserializer(), new ByteArrayDeserializer());

    @AfterEach
    void close() {
        driver.close();
    }

    void append(FleetEvent... more) {
        for (var event : more) {
            pipe(chain.next(event));
        }
    }

    void pipe(ProducerRecord<byte[], byte[]> record) {
        events.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), NOW));
    }

    void report(Instant at, double cpu) {
        stats.pipeInput(fleet(), encoded(at, at, cpu));
    }

    static byte[] encoded(Instant timestamp, Instant receivedAt, double cpu) {
        return AvroCodec.of(NodeStats.class)
                .encode(new NodeStats(ID, timestamp, receivedAt, cpu, null, null, null, 0, null));
    }

    private @Nullable NodeSnapshot current;

    NodeSnapshot last() {
        for (var record : nodes.readRecordsToList()) {
            current = AvroCodec.of(NodeSnapshot.class).decode(record.value());
        }
        return Objects.requireNonNull(current);
    }

    NodeStats latest() {
        return Objects.requireNonNull(last().latest());
    }

    List<QuotaChange> changes() {
        return changes.readRecordsToList().stream()
                .map(record -> AvroCodec.of(QuotaChange.class).decode(record.value()))
                .toList();
    }

    static String position(TestRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("position").value(), StandardCharsets.UTF_8);
    }

    void use(long site, double usedGb, Instant at) {
        telemetry(new SiteUse(ID, 1, site, (long) (usedGb * GB), at, at));
    }

    void telemetry(SiteUse use) {
        stats.pipeInput(fleet(), AvroCodec.of(SiteUse.class).encode(use));
    }

    static SiteAdded added(long number, @Nullable Double quotaGb) {
        return new SiteAdded(number, 1, ID, "site-" + number, quotaGb);
    }

    static byte[] fleet() {
        return "default".getBytes(StandardCharsets.UTF_8);
    }

    static NodeJoinRequested joined(long number, UUID id) {
        return new NodeJoinRequested(
                number,
                id,
                new NodeDetails("api.example.com", null, null, false),
                new Concealed("code"),
                NOW.plus(Duration.ofDays(1)));
    }

    static SiteReported site(long number, double usedGb, @Nullable Double quotaGb) {
        return new SiteReported(number, 1, ID, "site-" + number, (long) (usedGb * GB), quotaGb);
    }

    static Properties settings() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        return properties;
    }
}
