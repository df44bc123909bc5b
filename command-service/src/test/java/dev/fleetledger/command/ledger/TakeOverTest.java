package dev.fleetledger.command.ledger;

import static dev.fleetledger.command.ledger.TestCommands.newFleet;
import static dev.fleetledger.command.ledger.TestCommands.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.identity.IdentityRecords;
import dev.fleetledger.command.ledger.TestCommands.Register;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TakeOverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());
    private static final LedgerSettings SETTINGS =
            LedgerSettings.of("take-over", URI.create("http://127.0.0.1")).withSessionTimeout(Duration.ofSeconds(3));

    private final FleetId fleet = newFleet();

    @BeforeAll
    static void provision() {
        new TopicProvisioner(KAFKA).provision();
    }

    /** It fenced, slept, and lost the partition to one that writes already. */
    @Test
    void anOwnerThatSleptDoesNotEndWhatAYoungerOneHasOpen() throws Exception {
        var partition = Topics.partitionOf(fleet);
        var producers = Producers.of(KAFKA, SETTINGS);
        var event = TestEvents.registered(fleet, 1, LedgerRecords.GENESIS, Instant.now());
        var identity = identity(fleet + "/server/younger", new byte[] {1});
        try (var sleeper = producers.create(partition);
                var younger = producers.create(partition);
                var admin = Admin.create(KAFKA.client(Map.of()))) {
            sleeper.initTransactions();
            younger.initTransactions();
            younger.beginTransaction();
            younger.send(event).get(10, TimeUnit.SECONDS);
            younger.send(identity).get(10, TimeUnit.SECONDS);

            assertThatThrownBy(() -> new OpenTransactions(admin, List.of(new ServersView()), PATIENCE).abort(partition))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("younger owner");

            younger.commitTransaction();
        }
        // Kafka acknowledges a commit before its ends are written.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(LedgerRecordsOf.topic(KAFKA, Topics.EVENTS))
                    .anyMatch(record -> new String(record.key(), UTF_8).equals(new String(event.key(), UTF_8)));
            assertThat(latest(Topics.IDENTITY, fleet + "/server/younger")).contains(new byte[] {1});
        });
    }

    @Test
    void whatAnOwnerLeftOpenIsLookedForWhereverItsTransactionsWrite() {
        var revoked = new ApiKeyRevoked(UUID.randomUUID(), ApiKeyEvent.ApiKeyEnd.REQUESTED);
        var view = new IdentityRecords();
        var event = LedgerRecords.read(
                TestEvents.read(TestEvents.record(fleet, revoked, 1, LedgerRecords.GENESIS, Instant.now()), 0));
        var written = view.records(FleetState.EMPTY, event, FleetState.EMPTY);
        assertThat(written)
                .extracting(ProducerRecord::topic)
                .containsExactly(Topics.IDENTITY.topicName(), Topics.API_KEY_USES.topicName());
        try (var admin = Admin.create(KAFKA.client(Map.of()))) {
            assertThat(new OpenTransactions(admin, List.of(view), PATIENCE).shared(1))
                    .extracting(TopicPartition::topic)
                    .contains(Topics.API_KEY_USES.topicName(), Topics.IDENTITY.topicName());
        }
    }

    /** What a broker that dies in the midst of a commit's end may leave: half of it. */
    @Test
    void whatAViewLacksOrHasTooMuchIsMendedByTheNextOwner() throws Exception {
        var kept = new Register("kept");
        try (var ledger = ledger()) {
            serve(ledger);
            ledger.submit(request(fleet, kept)).get(10, TimeUnit.SECONDS);
        }
        var key = fleet + "/server/" + kept.id();
        var stray = fleet + "/server/" + UUID.randomUUID();
        try (var writer =
                new KafkaProducer<>(KAFKA.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            writer.send(identity(key, null)).get(10, TimeUnit.SECONDS);
            writer.send(identity(stray, new byte[] {1})).get(10, TimeUnit.SECONDS);
        }
        try (var ledger = ledger()) {
            serve(ledger);
            assertThat(latest(Topics.IDENTITY, key)).contains(new byte[] {1});
            assertThat(latest(Topics.IDENTITY, stray)).isEmpty();
        }
    }

    @Test
    void whoIsStoppedReadsNoViewToItsEnd() throws Exception {
        try (var writer =
                new KafkaProducer<>(KAFKA.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            writer.send(identity(fleet + "/server/" + UUID.randomUUID(), new byte[] {1}))
                    .get(10, TimeUnit.SECONDS);
        }
        var repair = new ViewRepair(KAFKA, List.of(new ServersView()), PATIENCE);
        var partition = Topics.partitionOf(fleet);
        assertThat(repair.missing(partition, PartitionState.EMPTY, () -> true)).isNull();
        assertThat(repair.missing(partition, PartitionState.EMPTY, () -> false)).isNotEmpty();
    }

    private void serve(LedgerRuntime ledger) {
        ledger.start();
        await().atMost(PATIENCE).until(() -> ledger.owns(fleet));
    }

    private static LedgerRuntime ledger() {
        return new LedgerRuntime(
                KAFKA,
                SETTINGS,
                Clock.systemUTC(),
                (state, principal, command, now) -> Optional.empty(),
                List.of(new ServersView()),
                new MetricRegistry());
    }

    private static ProducerRecord<byte[], byte[]> identity(String key, byte @Nullable [] value) {
        return new ProducerRecord<>(Topics.IDENTITY.topicName(), key.getBytes(UTF_8), value);
    }

    private static Optional<byte[]> latest(TopicSpec topic, String key) {
        return LedgerRecordsOf.topic(KAFKA, topic).stream()
                .filter(record -> new String(record.key(), UTF_8).equals(key))
                .reduce((earlier, later) -> later)
                .flatMap(record -> Optional.ofNullable(record.value()));
    }
}
