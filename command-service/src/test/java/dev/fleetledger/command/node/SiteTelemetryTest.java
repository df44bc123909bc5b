package dev.fleetledger.command.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.telemetry.NodeTelemetry;
import dev.fleetledger.schemas.telemetry.SiteUse;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
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
import org.junit.jupiter.api.Test;

class SiteTelemetryTest {
    private static final Instant NOW = Instant.parse("2026-01-18T10:30:00.123Z");
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());

    @Test
    void aReportIsInTheFleetsPartitionWhenItReturns() {
        new TopicProvisioner(KAFKA).provision();
        var use = new SiteUse(UUID.randomUUID(), 1, 7, 5, NOW.minusSeconds(60), NOW);
        Position position;
        try (var telemetry = new SiteTelemetry(KAFKA, FreeSpace.elsewhere())) {
            position = telemetry.write(FleetId.DEFAULT, use);
        }
        assertThat(position.partition()).isEqualTo(Topics.partitionOf(FleetId.DEFAULT));
        assertThat(at(position)).isEqualTo(use);
    }

    @Test
    void withoutKafkaItIsNotSaidToBeKept() throws IOException {
        int nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = socket.getLocalPort();
        }
        var use = new SiteUse(UUID.randomUUID(), 1, 7, 5, NOW, NOW);
        try (var telemetry =
                new SiteTelemetry(KafkaSettings.singleBroker("127.0.0.1:" + nobody), FreeSpace.elsewhere())) {
            assertThatThrownBy(() -> telemetry.write(FleetId.DEFAULT, use)).isInstanceOf(UnavailableException.class);
        }
    }

    private static NodeTelemetry at(Position position) {
        var properties = KAFKA.client(Map.of("enable.auto.commit", false, "max.poll.records", 1));
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Topics.NODE_STATS.topicName(), position.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, position.offset());
            var found = new ArrayList<NodeTelemetry>();
            await().until(() -> {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record -> found.add(NodeTelemetry.decode(record.value())));
                return !found.isEmpty();
            });
            return found.getFirst();
        }
    }
}
