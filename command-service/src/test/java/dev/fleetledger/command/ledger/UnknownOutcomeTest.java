package dev.fleetledger.command.ledger;

import static dev.fleetledger.command.ledger.TestCommands.newFleet;
import static dev.fleetledger.command.ledger.TestCommands.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TestCommands.Register;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A commit whose answer never comes, once done and once not: the client asks again and it happens exactly once. */
class UnknownOutcomeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());
    private static final LedgerSettings SETTINGS = LedgerSettings.of("unknown-outcome", URI.create("http://127.0.0.1"))
            .withSessionTimeout(Duration.ofSeconds(3));

    private enum Timeout {
        NONE,
        GENERATION_PASSED,
        BEFORE_THE_COMMIT,
        AFTER_THE_COMMIT,
        /** The commit is acknowledged, and then never done: what KAFKA-20734 does when a broker dies. */
        NEVER_DONE
    }

    private final AtomicReference<Timeout> next = new AtomicReference<>(Timeout.NONE);

    @Test
    void whatIsAskedAgainHappensOnce() throws Exception {
        new TopicProvisioner(KAFKA).provision();
        var real = Producers.of(KAFKA, SETTINGS);
        try (var ledger = ledger(partition -> timingOut(real.create(partition)))) {
            ledger.start();
            lost(ledger, newFleet(), Timeout.BEFORE_THE_COMMIT, false);
            lost(ledger, newFleet(), Timeout.AFTER_THE_COMMIT, true);
            lost(ledger, newFleet(), Timeout.NEVER_DONE, false);
        }
    }

    @Test
    void whoTakesOverInAGenerationThatHasPassedServesNobodyAndTakesOverAnew() throws Exception {
        new TopicProvisioner(KAFKA).provision();
        var fleet = newFleet();
        var real = Producers.of(KAFKA, SETTINGS);
        var metrics = new MetricRegistry();
        next.set(Timeout.GENERATION_PASSED);
        try (var ledger = ledger(List.of(), partition -> timingOut(real.create(partition)), metrics)) {
            ledger.start();
            await().atMost(PATIENCE)
                    .until(() ->
                            ledger.owns(fleet) && metrics.counter("ledger.lost").getCount() == 1);
            assertThat(next).hasValue(Timeout.NONE);
            assertThat(ledger.submit(request(fleet, new Register("then"))).get(10, TimeUnit.SECONDS))
                    .isInstanceOf(CommandReply.Accepted.class);
        }
    }

    @Test
    void whoLostItsStateHasTheViewsReadAnew() throws Exception {
        new TopicProvisioner(KAFKA).provision();
        var fleet = newFleet();
        var view = new CountedView(fleet);
        var real = Producers.of(KAFKA, SETTINGS);
        try (var ledger = ledger(List.of(view), partition -> timingOut(real.create(partition)), new MetricRegistry())) {
            ledger.start();
            await().atMost(PATIENCE).until(() -> ledger.owns(fleet));
            ledger.submit(request(fleet, new Register("before"))).get(10, TimeUnit.SECONDS);
            var read = view.comparisons.get();
            lost(ledger, fleet, Timeout.BEFORE_THE_COMMIT, false, 1);
            assertThat(view.comparisons.get()).isGreaterThan(read);
        }
    }

    /** Counts how often the fleet, of which it holds nothing, is compared with its topic. */
    private static final class CountedView implements TransactionalView {
        private final AtomicInteger comparisons = new AtomicInteger();
        private final FleetId of;

        CountedView(FleetId of) {
            this.of = of;
        }

        @Override
        public TopicSpec topic() {
            return Topics.IDENTITY;
        }

        @Override
        public List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent event, FleetState after) {
            return List.of();
        }

        @Override
        public Map<String, byte[]> all(FleetId fleet, FleetState state) {
            if (fleet.equals(of)) {
                comparisons.incrementAndGet();
            }
            return Map.of();
        }

        @Override
        public Optional<FleetId> fleet(String key, byte[] value) {
            return Optional.empty();
        }
    }

    @Test
    void aTransactionThatWasLeftOpenHoldsNobodyBack() throws Exception {
        new TopicProvisioner(KAFKA).provision();
        var fleet = newFleet();
        try (var stray = new KafkaProducer<>(
                KAFKA.client(Map.of("transactional.id", "stray-" + UUID.randomUUID())),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            stray.initTransactions();
            stray.beginTransaction();
            stray.send(new ProducerRecord<>(
                            Topics.EVENTS.topicName(), Topics.partitionOf(fleet), new byte[] {1}, new byte[] {2}))
                    .get(10, TimeUnit.SECONDS);
            try (var ledger = ledger(Producers.of(KAFKA, SETTINGS))) {
                ledger.start();
                await().atMost(PATIENCE).until(() -> ledger.owns(fleet));
                var reply =
                        ledger.submit(request(fleet, new Register("through"))).get(10, TimeUnit.SECONDS);
                assertThat(reply).isInstanceOf(CommandReply.Accepted.class);
                assertThat(ledger.state(fleet).sequence()).isEqualTo(1);
            }
        }
    }

    private static LedgerRuntime ledger(Producers producers) {
        return ledger(List.of(), producers, new MetricRegistry());
    }

    private static LedgerRuntime ledger(List<TransactionalView> views, Producers producers, MetricRegistry metrics) {
        return new LedgerRuntime(
                KAFKA,
                SETTINGS,
                Clock.systemUTC(),
                (state, principal, command, now) -> Optional.empty(),
                views,
                metrics,
                producers);
    }

    private void lost(LedgerRuntime ledger, FleetId fleet, Timeout timeout, boolean committed) throws Exception {
        lost(ledger, fleet, timeout, committed, 1);
    }

    private void lost(LedgerRuntime ledger, FleetId fleet, Timeout timeout, boolean committed, int sequence)
            throws Exception {
        await().atMost(PATIENCE).until(() -> ledger.owns(fleet));
        ledger.submit(request(fleet, new Register("before"))).get(10, TimeUnit.SECONDS);
        var key = new Idempotency(UUID.randomUUID().toString(), "request");
        next.set(timeout);
        assertThatThrownBy(() -> ledger.submit(request(fleet, new Register("once"), key, null))
                        .get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("outcome");

        await().atMost(PATIENCE).until(() -> ledger.owns(fleet));
        var again = (CommandReply.Accepted)
                ledger.submit(request(fleet, new Register("once"), key, null)).get(10, TimeUnit.SECONDS);
        assertThat(again.replayed()).isEqualTo(committed);
        assertThat(again.state().sequence()).isEqualTo(sequence + 1);
        assertThat(ledger.state(fleet).sequence()).isEqualTo(sequence + 1);
    }

    @SuppressWarnings("unchecked")
    private Producer<byte[], byte[]> timingOut(Producer<byte[], byte[]> real) {
        return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("sendOffsetsToTransaction")
                                && next.compareAndSet(Timeout.GENERATION_PASSED, Timeout.NONE)) {
                            throw new CommitFailedException();
                        }
                        if (!method.getName().equals("commitTransaction")) {
                            return method.invoke(real, arguments);
                        }
                        var timeout = next.getAndSet(Timeout.NONE);
                        if (timeout == Timeout.NONE || timeout == Timeout.AFTER_THE_COMMIT) {
                            method.invoke(real, arguments);
                        }
                        if (timeout == Timeout.BEFORE_THE_COMMIT || timeout == Timeout.AFTER_THE_COMMIT) {
                            throw new TimeoutException("injected");
                        }
                        return null;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
