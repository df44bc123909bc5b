package dev.fleetledger.command.alert;

import static dev.fleetledger.command.alert.AlertFixtures.CPU;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.alert.ThresholdCommand.CreateThreshold;
import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.LedgerRuntime;
import dev.fleetledger.command.ledger.LedgerSettings;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Observations on a real topic, read more than once, before a real ledger. */
class ObservationProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final UUID SERVER = UUID.randomUUID();
    private static final UUID RULE = UUID.randomUUID();

    private final KafkaSettings kafka = KafkaSettings.singleBroker(TestServers.kafka());

    @Test
    void whatComesAgainChangesNothing() throws Exception {
        new TopicProvisioner(kafka).provision();
        var settings = LedgerSettings.of("alerts", URI.create("http://127.0.0.1:8080"))
                .withSessionTimeout(Duration.ofSeconds(3));
        try (var ledger = new LedgerRuntime(
                        kafka,
                        settings,
                        Clock.systemUTC(),
                        (state, principal, command, now) -> Optional.empty(),
                        List.of(new ThresholdRecords()),
                        new MetricRegistry());
                var producer = new KafkaProducer<byte[], byte[]>(
                        kafka.client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            ledger.start();
            await().atMost(PATIENCE).until(() -> ledger.owns(FleetId.DEFAULT));
            submit(ledger, new RegisterFromHeartbeat(SERVER, "watched-" + SERVER, null));
            submit(ledger, new CreateThreshold(RULE, AlertFixtures.cpu(null, null)));

            send(producer, seen(5, AlertState.FIRING));
            send(producer, seen(5, AlertState.FIRING));
            send(producer, seen(3, AlertState.OK));
            send(producer, new byte[] {1, 2, 3});
            send(producer, seen(6, AlertState.RECOVERING));
            run(
                    ledger,
                    () -> open(ledger).map(alert -> alert.latest().state()).equals(Optional.of(AlertState.RECOVERING)));
            var sequence = ledger.state(FleetId.DEFAULT).sequence();
            var alert = open(ledger).orElseThrow();

            forget();
            send(producer, seen(9, AlertState.OK));
            run(ledger, () -> open(ledger).isEmpty());
            assertThat(ledger.state(FleetId.DEFAULT).sequence()).isEqualTo(sequence + 1);
            assertThat(ledger.state(FleetId.DEFAULT).alerts().alert(alert.id())).isPresent();

            forget();
            send(producer, seen(11, AlertState.FIRING));
            run(ledger, () -> open(ledger).isPresent());
            assertThat(ledger.state(FleetId.DEFAULT).sequence()).isEqualTo(sequence + 2);
        }
    }

    private void run(LedgerRuntime ledger, Callable<Boolean> until) throws Exception {
        var process = ObservationProcess.ofObservations(kafka, ledger);
        process.start();
        try {
            await().atMost(PATIENCE).until(until);
            assertThat(process.problem()).isEmpty();
        } finally {
            process.stop();
        }
    }

    /** As if nothing had been read yet. */
    private void forget() throws Exception {
        try (var admin = Admin.create(kafka.client(Map.of()))) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                admin.deleteConsumerGroups(List.of("fleet-alert-decider")).all().get(10, TimeUnit.SECONDS);
                return true;
            });
        }
    }

    private static Optional<Alert> open(LedgerRuntime ledger) {
        return ledger.state(FleetId.DEFAULT).alerts().ofRule(RULE.toString()).stream()
                .findFirst();
    }

    private static void submit(LedgerRuntime ledger, Command command) throws Exception {
        var id = UUID.randomUUID();
        ledger.submit(new CommandRequest(
                        id, FleetId.DEFAULT, command, Principal.system("test"), null, null, id, null, null, null, null))
                .get(30, TimeUnit.SECONDS);
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Observation observation) throws Exception {
        send(producer, AvroCodec.of(Observation.class).encode(observation));
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(
                        Topics.OBSERVATIONS.topicName(),
                        Topics.partitionOf(FleetId.DEFAULT),
                        FleetId.DEFAULT.value().getBytes(UTF_8),
                        value))
                .get(30, TimeUnit.SECONDS);
    }

    private static Observation seen(long number, AlertState state) {
        return new Observation(
                FleetId.DEFAULT,
                RULE.toString(),
                1,
                new AggregateRef(AggregateType.SERVER, SERVER.toString()),
                new TreeMap<>(),
                number,
                state,
                state == AlertState.FIRING,
                Instant.ofEpochSecond(number),
                95.0,
                CPU.condition());
    }
}
