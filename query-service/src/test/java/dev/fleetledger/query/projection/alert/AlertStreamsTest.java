package dev.fleetledger.query.projection.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.query.projection.FleetStreams;
import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real Kafka: what is stored outlives a restart, and what is read again is told with the same numbers. */
class AlertStreamsTest {
    private static final UUID SERVER = UUID.randomUUID();
    private static final UUID RULE = UUID.randomUUID();

    private final Instant begin = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);
    private final TestLedger ledger = new TestLedger();
    private final TopicSpec telemetry = ledger.create(Topics.TELEMETRY);
    private final TopicSpec thresholds = ledger.create(Topics.THRESHOLDS);
    private final TopicSpec servers = ledger.create(Topics.SERVERS);
    private final TopicSpec observations = ledger.create(Topics.OBSERVATIONS);

    @Test
    void restartsAndResetsTellNothingNew(@TempDir Path one, @TempDir Path other, @TempDir Path third) throws Exception {
        var rule = new ThresholdDetails(
                null,
                null,
                null,
                new TreeMap<>(),
                "cpu",
                Comparison.GT,
                80,
                null,
                0,
                NoDataPolicy.KEEP,
                300,
                Severity.WARNING,
                true);
        send(
                thresholds,
                RULE,
                AvroCodec.of(ThresholdSnapshot.class).encode(new ThresholdSnapshot(RULE, FleetId.DEFAULT, 1, rule)));

        var first = streams(one, "alerts-one-" + RULE);
        first.start();
        heartbeat(0, 95);
        var firing = awaitSeen(1).getFirst();
        assertThat(firing.state()).isEqualTo(AlertState.FIRING);
        assertThat(firing.number()).isEqualTo(begin.toEpochMilli());
        first.stop();

        // Nothing of it is on this disk: it comes from the changelog.
        var again = streams(other, "alerts-one-" + RULE);
        again.start();
        assertThat(awaitSeen(2)).containsExactly(firing, firing);
        heartbeat(1, 96);
        heartbeat(2, 20);
        var recovered = awaitSeen(3).getLast();
        assertThat(recovered.state()).isEqualTo(AlertState.OK);
        again.stop();

        var reset = streams(third, "alerts-two-" + RULE);
        reset.start();
        assertThat(awaitSeen(5)).endsWith(firing, recovered);
        reset.stop();
        ledger.close();
    }

    private FleetStreams streams(Path directory, String application) {
        var topics = new AlertTopics(
                telemetry.topicName(), thresholds.topicName(), servers.topicName(), observations.topicName());
        var topology = AlertTopology.build(topics, Duration.ZERO, new Room(100, new MetricRegistry()));
        return AlertStreams.of(ledger.kafka(), "local", directory, topology, application);
    }

    private void heartbeat(int second, double cpu) {
        var time = begin.plusSeconds(second);
        var vitals = new Vitals(cpu, null, null, null, List.of(), List.of());
        send(
                telemetry,
                SERVER,
                AvroCodec.of(Heartbeat.class).encode(new Heartbeat(SERVER, time, time, null, null, null, vitals)));
    }

    private void send(TopicSpec topic, UUID key, byte @Nullable [] value) {
        ledger.send(new ProducerRecord<>(topic.topicName(), key.toString().getBytes(UTF_8), value));
    }

    private List<Observation> awaitSeen(int number) {
        return await().atMost(Duration.ofSeconds(60)).until(this::seen, found -> found.size() == number);
    }

    private List<Observation> seen() {
        var partition = new TopicPartition(observations.topicName(), Topics.partitionOf(FleetId.DEFAULT));
        try (var consumer = new KafkaConsumer<>(
                ledger.kafka().client(Map.of("auto.offset.reset", "earliest")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            var found = new ArrayList<Observation>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record ->
                                found.add(AvroCodec.of(Observation.class).decode(record.value())));
            }
            return found;
        }
    }
}
