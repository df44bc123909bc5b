package dev.fleetledger.query.projection.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.query.ServersProjector;
import dev.fleetledger.query.projection.FleetStreams;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.testing.EventChain;
import dev.fleetledger.query.testing.TestLedger;
import dev.fleetledger.query.testing.TestTables;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.Vitals;
import dev.fleetledger.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerStreamsTest {
    private static final UUID NAS = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final TestLedger ledger = new TestLedger();
    private final Jdbi database = TestTables.create();

    @Test
    void aServerFromLedgerAndTelemetryToTheTableAcrossARestart(@TempDir Path directory) throws Exception {
        var events = ledger.create(Topics.EVENTS);
        var telemetry = ledger.create(Topics.TELEMETRY);
        var servers = ledger.create(Topics.SERVERS);
        var dead = ledger.create(Topics.DEAD_LETTERS);
        var topics = new ServerTopics(events.topicName(), telemetry.topicName(), servers.topicName(), dead.topicName());
        var positions =
                new Positions(ledger.kafka(), ledger.create(Topics.PROJECTED).topicName());
        var spec = ServersProjector.spec();
        var projector = new Projector<>(
                new ProjectorSpec<>(spec.name(), spec.shape(), servers, spec.reader(), spec.projections()),
                database,
                positions,
                ledger.kafka());
        projector.start();

        var first = streams(topics, directory);
        first.start();
        ledger.append(events, EventChain.registered(NAS, "nas", 1));
        abort(events.topicName());
        var second = ledger.append(events, EventChain.registered(OTHER, "other", 2));
        send(telemetry.topicName(), NAS, 10.0);
        awaitHealth(Map.of(NAS, "online", OTHER, "unknown"));
        assertThat(ledgerOffset()).isEqualTo(second.offset());
        assertThat(first.written(dead.topicName())).isZero();
        ledger.send(new ProducerRecord<>(telemetry.topicName(), null, new byte[] {1, 2, 3}));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(first.written(dead.topicName())).isOne());
        first.stop();

        ledger.append(events, new ServerDeleted(NAS));
        send(telemetry.topicName(), NAS, 20.0);
        send(telemetry.topicName(), OTHER, 30.0);
        var again = streams(topics, directory);
        again.start();
        awaitHealth(Map.of(OTHER, "online"));
        again.stop();
        projector.stop();
        positions.stop();
        ledger.close();
    }

    /** An event whose transaction is aborted never happened. */
    private void abort(String topic) {
        var settings = ledger.kafka().client(Map.of("transactional.id", "aborting-" + topic));
        try (var producer =
                new KafkaProducer<byte[], byte[]>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var record = new EventChain().next(EventChain.registered(UUID.randomUUID(), "never", 3));
            var sent = producer.send(new ProducerRecord<>(
                    topic, record.partition(), record.timestamp(), record.key(), record.value(), record.headers()));
            producer.flush();
            assertThat(sent).isDone();
            producer.abortTransaction();
        }
    }

    private FleetStreams streams(ServerTopics topics, Path directory) {
        return ServerStreams.of(
                ledger.kafka(),
                "local",
                directory,
                Duration.ofMinutes(5),
                topics,
                "app-" + topics.servers() + directory.getFileName());
    }

    private void send(String topic, UUID server, double cpu) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var heartbeat = new Heartbeat(
                server, now, now, null, null, null, new Vitals(cpu, null, null, null, List.of(), List.of()));
        ledger.send(new ProducerRecord<>(
                topic,
                server.toString().getBytes(StandardCharsets.UTF_8),
                AvroCodec.of(Heartbeat.class).encode(heartbeat)));
    }

    private long ledgerOffset() {
        return database.withHandle(handle -> handle.createQuery("select max(ledger_offset) from projector_offsets")
                .mapTo(Long.class)
                .one());
    }

    private void awaitHealth(Map<UUID, String> expected) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(health()).isEqualTo(expected));
    }

    private Map<UUID, String> health() {
        return database.withHandle(handle -> handle.createQuery("select id, health from servers")
                .map((row, context) -> Map.entry(row.getObject("id", UUID.class), row.getString("health")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }
}
