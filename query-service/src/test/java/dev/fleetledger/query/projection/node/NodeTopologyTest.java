package dev.fleetledger.query.projection.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.event.NodeEvent.NodeApproved;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinExpired;
import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.event.NodeEvent.NodeQuotaChanged;
import dev.fleetledger.schemas.event.NodeEvent.SiteReported;
import dev.fleetledger.schemas.node.NodeHealth;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.QuotaChange;
import dev.fleetledger.schemas.node.QuotaLevel;
import dev.fleetledger.schemas.node.Usage;
import dev.fleetledger.schemas.telemetry.NodeStats;
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
import org.junit.jupiter.api.Test;

class NodeTopologyTest {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant NOW = Instant.parse("2026-01-18T12:00:00Z");
    private static final Duration STALE = Duration.ofMinutes(5);
    private static final long GB = 1L << 30;

    private final EventChain chain = new EventChain();
    private final TopologyTestDriver driver =
            new TopologyTestDriver(NodeTopology.build(NodeTopics.CATALOGUED), settings(), NOW);
    private final TestInputTopic<byte[], byte[]> events =
            driver.createInputTopic("fleet.events", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestInputTopic<byte[], byte[]> stats =
            driver.createInputTopic("fleet.node-stats", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<String, byte[]> nodes =
            driver.createOutputTopic("fleet.nodes", new StringDeserializer(), new ByteArrayDeserializer());
    private final TestOutputTopic<String, byte[]> changes =
            driver.createOutputTopic("fleet.quota-changes", new StringDeserializer(), new ByteArrayDeserializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aNodeIsPendingThenActive() {
        append(joined(1, ID));
        assertThat(last().active()).isFalse();
        assertThat(last().exists(NOW)).isTrue();
        assertThat(last().exists(NOW.plus(Duration.ofDays(2)))).isFalse();
        append(new NodeApproved(1, ID, NOW));
        assertThat(last().active()).isTrue();
        assertThat(last().exists(NOW.plus(Duration.ofDays(2)))).isTrue();
    }

    @Test
    void anExpiredRequestLeavesATombstone() {
        append(joined(1, ID));
        append(new NodeJoinExpired(1, ID));
        var records = nodes.readRecordsToList();
        assertThat(records.getLast().key()).isEqualTo(ID.toString());
        assertThat(records.getLast().value()).isNull();
    }

    @Test
    void healthFollowsReportsAndSilence() {
        append(joined(1, ID));
        assertThat(last().health(NOW, STALE)).isEqualTo(NodeHealth.OFFLINE);
        report(NOW, 12.0);
        assertThat(last().health(NOW.plus(STALE), STALE)).isEqualTo(NodeHealth.ONLINE);
        assertThat(last().health(NOW.plus(STALE).plusMillis(1), STALE)).isEqualTo(NodeHealth.STALE);
        report(NOW.plus(STALE).plusSeconds(1), 13.0);
        assertThat(last().health(NOW.plus(STALE).plusSeconds(2), STALE)).isEqualTo(NodeHealth.ONLINE);
    }

    @Test
    void lateAndRepeatedReportsDoNotOverwriteNewer() {
        append(joined(1, ID));
        report(NOW.plusSeconds(30), 30.0);
        report(NOW.plusSeconds(10), 10.0);
        report(NOW.plusSeconds(30), 30.0);
        assertThat(latest().cpuPercent()).isEqualTo(30.0);
        assertThat(last().lastSeen()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aClockThatRanAheadDoesNotHideWhatComesAfterItWasSetRight() {
        append(joined(1, ID));
        stats.pipeInput(fleet(), encoded(NOW.plusSeconds(240), NOW, 10.0));
        report(NOW.plusSeconds(1), 20.0);
        assertThat(latest().cpuPercent()).isEqualTo(20.0);
    }

    @Test
    void aReportThatOvertookTheRequestCounts() {
        report(NOW, 10.0);
        assertThat(nodes.isEmpty()).isTrue();
        append(joined(1, ID));
        assertThat(latest().cpuPercent()).isEqualTo(10.0);
    }

    @Test
    void theFiguresOfTheDocument() {
        append(joined(1, ID), new NodeQuotaChanged(1, ID, 100.0));
        append(site(1, 5.2, 15.0), site(2, 4.1, 10.0), site(3, 3.2, 4.0));
        var node = last();
        assertThat(node.usage().usedGb()).isEqualTo(12.5);
        assertThat(node.usage().percent()).isEqualTo(12.5);
        assertThat(node.usage().level()).isEqualTo(QuotaLevel.OK);
        assertThat(node.sites()).isEqualTo(3);
        assertThat(node.sitesWarning()).isEqualTo(1);
        assertThat(node.sitesOver()).isZero();
        assertThat(changes()).extracting(QuotaChange::subject).containsExactly("site/3");
    }

    @Test
    void eachChangeOfALevelIsToldOnce() {
        append(joined(1, ID));
        append(site(1, 7.9, 10.0), site(1, 8.0, 10.0), site(1, 9.0, 10.0), site(1, 10.0, 10.0));
        append(site(1, 10.1, 10.0), site(1, 12.0, 10.0), site(1, 8.5, 10.0), site(1, 1.0, 10.0));
        assertThat(changes())
                .extracting(QuotaChange::before, QuotaChange::level)
                .containsExactly(
                        tuple(QuotaLevel.OK, QuotaLevel.WARNING),
                        tuple(QuotaLevel.WARNING, QuotaLevel.OVER),
                        tuple(QuotaLevel.OVER, QuotaLevel.WARNING),
                        tuple(QuotaLevel.WARNING, QuotaLevel.OK));
    }

    @Test
    void aNodesQuotaIsThatOfAllItsSites() {
        append(joined(1, ID), new NodeQuotaChanged(1, ID, 10.0), site(1, 5.0, null));
        assertThat(changes()).isEmpty();
        append(site(2, 6.0, null));
        var over = changes().getFirst();
        assertThat(over.subject()).isEqualTo("node/1");
        assertThat(over.level()).isEqualTo(QuotaLevel.OVER);
        assertThat(over.usedBytes()).isEqualTo(11 * GB);
        append(new NodeQuotaChanged(1, ID, 13.0));
        assertThat(changes()).extracting(QuotaChange::level).containsExactly(QuotaLevel.WARNING);
        append(new NodeQuotaChanged(1, ID, null));
        assertThat(changes()).extracting(QuotaChange::level).containsExactly(QuotaLevel.OK);
        assertThat(last().usage()).isEqualTo(new Usage(11 * GB, null));
    }

    @Test
    void eventsRepeatedAfterACrashChangeNothingAndTellTheirDifferenceAgain() {
        append(joined(1, ID));
        var within = chain.next(site(1, 5.0, 10.0));
        var over = chain.next(site(1, 11.0, 10.0));
        var more = chain.next(site(1, 12.0, 10.0));
        for (var record : List.of(within, over, more)) {
            pipe(record);
        }
        var told = changes();
        assertThat(told).extracting(QuotaChange::level).containsExactly(QuotaLevel.OVER);

        pipe(within);
        pipe(over);
        assertThat(changes()).isEmpty();
        assertThat(last().usedBytes()).isEqualTo(12 * GB);
        pipe(more);
        assertThat(changes()).isEmpty();

        var less = chain.next(site(1, 1.0, 10.0));
        pipe(less);
        pipe(less);
        assertThat(changes())
                .hasSize(2)
                .containsOnly(new QuotaChange(
                        5,
                        EventChain.START.plusSeconds(4),
                        1,
                        ID,
                        "api.example.com",
                        1L,
                        "site-1",
                        GB,
                        10.0,
                        QuotaLevel.OVER,
                        QuotaLevel.OK));
    }

    @Test
    void reportsDoNotTouchQuotasNorQuotasReports() {
        append(joined(1, ID));
        report(NOW, 10.0);
        append(site(1, 5.0, 10.0));
        assertThat(latest().cpuPercent()).isEqualTo(10.0);
        report(NOW.plusSeconds(1), 11.0);
        assertThat(last().usedBytes()).isEqualTo(5 * GB);
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatIsOfOtherAreasPasses() {
        append(EventChain.registered(UUID.randomUUID(), "nas", 1));
        assertThat(nodes.isEmpty()).isTrue();
    }

    @Test
    void whatCannotBeReadIsPutAsideWithItsReason() {
        stats.pipeInput(fleet(), new byte[] {1, 2, 3});
        var dead = driver.createOutputTopic("fleet.dead-letters", new StringDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        assertThat(dead.key()).isEqualTo("fleet.node-stats:0:0");
        assertThat(new String(dead.headers().lastHeader("reason").value(), StandardCharsets.UTF_8))
                .contains("marker");
    }

    private void append(FleetEvent... more) {
        for (var event : more) {
            pipe(chain.next(event));
        }
    }

    private void pipe(ProducerRecord<byte[], byte[]> record) {
        events.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), NOW));
    }

    private void report(Instant at, double cpu) {
        stats.pipeInput(fleet(), encoded(at, at, cpu));
    }

    private static byte[] encoded(Instant timestamp, Instant receivedAt, double cpu) {
        return AvroCodec.of(NodeStats.class)
                .encode(new NodeStats(ID, timestamp, receivedAt, cpu, null, null, null, 0, null));
    }

    private @Nullable NodeSnapshot current;

    private NodeSnapshot last() {
        for (var record : nodes.readRecordsToList()) {
            current = AvroCodec.of(NodeSnapshot.class).decode(record.value());
        }
        return Objects.requireNonNull(current);
    }

    private NodeStats latest() {
        return Objects.requireNonNull(last().latest());
    }

    private List<QuotaChange> changes() {
        return changes.readRecordsToList().stream()
                .map(record -> AvroCodec.of(QuotaChange.class).decode(record.value()))
                .toList();
    }

    private static byte[] fleet() {
        return "default".getBytes(StandardCharsets.UTF_8);
    }

    private static NodeJoinRequested joined(long number, UUID id) {
        return new NodeJoinRequested(
                number,
                id,
                new NodeDetails("api.example.com", null, null, false),
                new Concealed("code"),
                NOW.plus(Duration.ofDays(1)));
    }

    private static SiteReported site(long number, double usedGb, @Nullable Double quotaGb) {
        return new SiteReported(number, 1, ID, "site-" + number, (long) (usedGb * GB), quotaGb);
    }

    private static Properties settings() {
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:9092");
        return properties;
    }
}
