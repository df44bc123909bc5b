package dev.fleetledger.query.projection.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
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

class ServerTopologyTest {
    private static final UUID ID = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final Instant NOW = Instant.parse("2026-01-18T12:00:00Z");

    private final EventChain chain = new EventChain();
    private final TopologyTestDriver driver = new TopologyTestDriver(
            ServerTopology.build(ServerTopics.CATALOGUED, Duration.ofMinutes(5)), settings(), NOW);
    private final TestInputTopic<byte[], byte[]> events =
            driver.createInputTopic("fleet.events", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestInputTopic<byte[], byte[]> telemetry =
            driver.createInputTopic("fleet.telemetry", new ByteArraySerializer(), new ByteArraySerializer());
    private final TestOutputTopic<String, byte[]> servers =
            driver.createOutputTopic("fleet.servers", new StringDeserializer(), new ByteArrayDeserializer());

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void theLedgerPassesAtOnceWithItsPosition() {
        append(EventChain.registered(ID, "nas", 1));
        append(new ServerUpdated(ID, EventChain.details("nas", "The NAS")));

        var registered = servers.readRecord();
        assertThat(registered.key()).isEqualTo(ID.toString());
        assertThat(position(registered)).isEqualTo(new Position(0, 0));
        assertThat(snapshot(registered).health()).isEqualTo(Health.UNKNOWN);
        assertThat(snapshot(registered).createdAt()).isEqualTo(EventChain.START);
        var updated = servers.readRecord();
        assertThat(position(updated)).isEqualTo(new Position(0, 1));
        assertThat(snapshot(updated).details().displayName()).isEqualTo("The NAS");
        assertThat(snapshot(updated).version()).isEqualTo(2);
        assertThat(snapshot(updated).createdAt()).isEqualTo(EventChain.START);
        assertThat(snapshot(updated).updatedAt()).isEqualTo(EventChain.START.plusSeconds(1));
    }

    @Test
    void telemetryPassesOnceASecond() {
        append(EventChain.registered(ID, "nas", 1));
        servers.readRecord();
        heartbeat(NOW, 10.0);
        heartbeat(NOW.plusMillis(300), 20.0);
        assertThat(servers.isEmpty()).isTrue();

        driver.advanceWallClockTime(Duration.ofSeconds(1));
        var flushed = snapshot(servers.readRecord());
        assertThat(servers.isEmpty()).isTrue();
        assertThat(flushed.health()).isEqualTo(Health.ONLINE);
        assertThat(flushed.lastSeen()).isEqualTo(NOW.plusMillis(300));
        assertThat(vitals(flushed).cpuPercent()).isEqualTo(20.0);
        assertThat(flushed.osInfo()).isNotNull();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(servers.isEmpty()).isTrue();
    }

    @Test
    void samplesInBulkAreNoSignOfLife() {
        append(EventChain.registered(ID, "nas", 1));
        servers.readRecord();
        telemetry.pipeInput(
                ID.toString().getBytes(StandardCharsets.UTF_8),
                AvroCodec.of(SampleBatch.class).encode(SampleBatch.of(List.of())));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(servers.isEmpty()).isTrue();
    }

    @Test
    void lateAndRepeatedTelemetryDoesNotOverwriteNewer() {
        append(EventChain.registered(ID, "nas", 1));
        heartbeat(NOW.plusSeconds(30), 30.0);
        heartbeat(NOW.plusSeconds(10), 10.0);
        heartbeat(NOW.plusSeconds(30), 30.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));

        var flushed = last();
        assertThat(vitals(flushed).cpuPercent()).isEqualTo(30.0);
        assertThat(flushed.latestAt()).isEqualTo(NOW.plusSeconds(30));
        assertThat(flushed.lastSeen()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void aClockThatRanAheadDoesNotHideWhatComesAfterItWasSetRight() {
        append(EventChain.registered(ID, "nas", 1));
        heartbeat(NOW.plusSeconds(240), NOW, 10.0);
        heartbeat(NOW.plusSeconds(1), NOW.plusSeconds(1), 20.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(vitals(last()).cpuPercent()).isEqualTo(20.0);
    }

    @Test
    void silenceTakesAServerOfflineAndAHeartbeatBringsItBack() {
        append(EventChain.registered(ID, "nas", 1));
        heartbeat(NOW, 10.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(last().health()).isEqualTo(Health.ONLINE);

        driver.advanceWallClockTime(Duration.ofMinutes(5).minusSeconds(1));
        assertThat(servers.isEmpty()).isTrue();
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        var offline = last();
        assertThat(offline.health()).isEqualTo(Health.OFFLINE);
        assertThat(vitals(offline).cpuPercent()).isEqualTo(10.0);
        driver.advanceWallClockTime(Duration.ofMinutes(5));
        assertThat(servers.isEmpty()).isTrue();

        heartbeat(NOW.plus(Duration.ofMinutes(11)), 11.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(last().health()).isEqualTo(Health.ONLINE);
    }

    @Test
    void aHeartbeatIsWrittenOnceAndSilenceWhenItBegins() {
        var written = driver.createOutputTopic(
                "servers-test-servers-changelog", new StringDeserializer(), new ByteArrayDeserializer());
        append(EventChain.registered(ID, "nas", 1));
        heartbeat(NOW, 10.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(written.readRecordsToList())
                .as("registered, heard of, online")
                .hasSize(3);
        heartbeat(NOW.plusSeconds(1), 11.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(written.readRecordsToList()).hasSize(1);
        driver.advanceWallClockTime(Duration.ofMinutes(6));
        assertThat(written.readRecordsToList()).as("offline").hasSize(1);
        for (var i = 0; i < 100; i++) {
            driver.advanceWallClockTime(Duration.ofSeconds(1));
        }
        assertThat(written.isEmpty()).isTrue();
    }

    @Test
    void aChangeOfTheLedgerKeepsHealthAndMeasurements() {
        append(EventChain.registered(ID, "nas", 1));
        heartbeat(NOW, 10.0);
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        last();
        append(new ServerUpdated(ID, EventChain.details("nas", "The NAS")));
        var updated = last();
        assertThat(updated.health()).isEqualTo(Health.ONLINE);
        assertThat(vitals(updated).cpuPercent()).isEqualTo(10.0);
    }

    @Test
    void deletionIsATombstoneThatLateTelemetryDoesNotUndo() {
        append(EventChain.registered(ID, "nas", 1));
        heartbeat(NOW, 10.0);
        append(new ServerDeleted(ID));
        heartbeat(NOW.plusSeconds(5), 20.0);
        driver.advanceWallClockTime(Duration.ofMinutes(6));

        var records = servers.readRecordsToList();
        assertThat(records).hasSize(2);
        assertThat(records.getLast().value()).isNull();
        assertThat(position(records.getLast())).isEqualTo(new Position(0, 1));
    }

    @Test
    void aHeartbeatThatOvertookItsRegistrationCounts() {
        heartbeat(NOW, 10.0);
        heartbeat(NOW.minusSeconds(9), 9.0);
        append(EventChain.registered(ID, "nas", 1));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        var flushed = last();
        assertThat(flushed.health()).isEqualTo(Health.ONLINE);
        assertThat(vitals(flushed).cpuPercent()).isEqualTo(10.0);
    }

    @Test
    void telemetryOfAnUnknownServerIsForgottenAfterAMinute() {
        heartbeat(NOW, 10.0);
        driver.advanceWallClockTime(Duration.ofSeconds(62));
        append(EventChain.registered(ID, "nas", 1));
        driver.advanceWallClockTime(Duration.ofSeconds(1));
        assertThat(last().lastSeen()).isNull();
    }

    @Test
    void anEventRepeatedAfterACrashChangesNothingAndGoesOutAgain() {
        var store = Objects.requireNonNull(driver.<String, Long>getKeyValueStore(ServerTopology.LEDGER));
        store.put("offset", 1L);
        append(EventChain.registered(ID, "nas", 1));
        append(new ServerDeleted(ID));
        append(EventChain.registered(UUID.randomUUID(), "other", 2));

        var records = servers.readRecordsToList();
        assertThat(records).hasSize(3);
        assertThat(records.get(0).value()).isNull();
        assertThat(position(records.get(0))).isEqualTo(new Position(0, 0));
        assertThat(records.get(1).value()).isNull();
        assertThat(records.get(2).value()).isNotNull();
        assertThat(store.get("offset")).isEqualTo(2);
    }

    @Test
    void unreadableTelemetryIsPutAsideWithItsReason() {
        telemetry.pipeInput(null, new byte[] {1, 2, 3});
        var dead = driver.createOutputTopic("fleet.dead-letters", new StringDeserializer(), new ByteArrayDeserializer())
                .readRecord();
        assertThat(dead.key()).isEqualTo("fleet.telemetry:0:0");
        assertThat(dead.value()).containsExactly(1, 2, 3);
        assertThat(dead.headers().lastHeader("reason")).isNotNull();
    }

    private void append(FleetEvent event) {
        var record = chain.next(event);
        events.pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), NOW));
    }

    private void heartbeat(Instant timestamp, double cpu) {
        heartbeat(timestamp, timestamp, cpu);
    }

    private void heartbeat(Instant timestamp, Instant receivedAt, double cpu) {
        var vitals = new Vitals(cpu, 50.0, 60.0, 0.5, List.of(), List.of());
        var os = new OsInfo("Debian 13", "6.12", "x86_64", 100L);
        var heartbeat = new Heartbeat(ID, timestamp, receivedAt, "nas", "1.0", os, vitals);
        telemetry.pipeInput(
                ID.toString().getBytes(StandardCharsets.UTF_8),
                AvroCodec.of(Heartbeat.class).encode(heartbeat));
    }

    private ServerSnapshot last() {
        return snapshot(servers.readRecordsToList().getLast());
    }

    private static Vitals vitals(ServerSnapshot server) {
        return Objects.requireNonNull(server.latest());
    }

    private static ServerSnapshot snapshot(TestRecord<String, byte[]> record) {
        return AvroCodec.of(ServerSnapshot.class).decode(record.value());
    }

    private static @Nullable Position position(TestRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("position");
        return Position.parse(new String(header.value(), StandardCharsets.UTF_8))
                .orElse(null);
    }

    private static Properties settings() {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "servers-test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:9092");
        return settings;
    }
}
