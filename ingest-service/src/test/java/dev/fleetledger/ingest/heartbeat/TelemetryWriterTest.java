package dev.fleetledger.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.topic.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TelemetryWriterTest {
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00.123Z");
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());

    @BeforeAll
    static void topics() {
        new TopicProvisioner(KAFKA).provision();
    }

    @Test
    void aHeartbeatIsInKafkaWhenItReturns() {
        var heartbeat = heartbeat();
        try (var writer = writer(1 << 20)) {
            writer.write(heartbeat);
        }
        assertThat(written(heartbeat.serverId())).containsExactly(heartbeat);
    }

    @Test
    void whatIsTooMuchAtOnceIsToldToComeBack() {
        var heartbeat = heartbeat();
        var size = AvroCodec.of(Heartbeat.class).encode(heartbeat).length;
        try (var writer = writer(size - 1)) {
            assertThatThrownBy(() -> writer.write(heartbeat)).isInstanceOfSatisfying(ProblemException.class, e -> {
                assertThat(e.problem().status()).isEqualTo(429);
                assertThat(e.problem().headers()).containsKey("Retry-After");
            });
        }
        assertThat(written(heartbeat.serverId())).isEmpty();
    }

    @Test
    void theRoomIsFreeAgainAfterwards() {
        var heartbeat = heartbeat();
        var size = AvroCodec.of(Heartbeat.class).encode(heartbeat).length;
        try (var writer = writer(size)) {
            for (var i = 0; i < 3; i++) {
                writer.write(heartbeat);
            }
        }
        assertThat(written(heartbeat.serverId())).hasSize(3);
    }

    @Test
    void withoutKafkaItGivesUpInTime() throws Exception {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        try (var writer = writer(KafkaSettings.singleBroker("127.0.0.1:" + nobody), 1 << 20)) {
            var begin = System.nanoTime();
            assertThatThrownBy(() -> writer.write(heartbeat())).isInstanceOf(UnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
        }
    }

    private static TelemetryWriter writer(long bytesInFlight) {
        return writer(KAFKA, bytesInFlight);
    }

    private static TelemetryWriter writer(KafkaSettings kafka, long bytesInFlight) {
        return new TelemetryWriter(kafka, Intake.bytesInFlight(bytesInFlight, new MetricRegistry()));
    }

    private static Heartbeat heartbeat() {
        return new Heartbeat(
                UUID.randomUUID(),
                NOW.minusSeconds(60),
                NOW,
                "omv-mediaserver",
                "0.1.0",
                new OsInfo("Debian 13", null, null, 60L),
                new Vitals(23.5, 67.2, 45.0, null, List.of(), List.of()));
    }

    private static List<Heartbeat> written(UUID server) {
        var properties = KAFKA.client(Map.of("enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TELEMETRY.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<Heartbeat>();
            await().until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals(server.toString())) {
                        found.add(AvroCodec.of(Heartbeat.class).decode(record.value()));
                    }
                }
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
            return found;
        }
    }
}
