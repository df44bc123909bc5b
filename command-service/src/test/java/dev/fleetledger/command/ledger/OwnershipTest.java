package dev.fleetledger.command.ledger;

import static dev.fleetledger.command.ledger.TestCommands.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.command.ledger.TestCommands.Register;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Test;

/** An instance's membership among the deciders: what it stands, and for how long it may hold up the others. */
class OwnershipTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final URI URL = URI.create("http://127.0.0.1");
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());
    private static final LedgerSettings SETTINGS = LedgerSettings.of("ownership-test", URL)
            .withSessionTimeout(Duration.ofMillis(1500))
            .withBrokerTimeout(Duration.ofSeconds(2));

    @Test
    void aMembershipThatFailsIsBegunAnewAndToldMeanwhile() {
        var consumers = new ArrayDeque<Consumer<byte[], byte[]>>();
        var opened = new AtomicInteger();
        consumers.add(failing(GroupAuthorizationException.forGroupId(LedgerSettings.GROUP)));
        var unclosable = new Unclosable();
        unclosable.setPollException(new KafkaException("injected"));
        consumers.add(unclosable);
        consumers.add(failing(new SaslAuthenticationException("the password is being changed")));
        var good = new MockConsumer<byte[], byte[]>("none");
        consumers.add(good);
        try (var ownership = new Ownership(
                () -> {
                    opened.incrementAndGet();
                    return Objects.requireNonNull(consumers.poll());
                },
                SETTINGS,
                new CommittedState(),
                partition -> new PartitionOwner(
                        partition, SETTINGS, owner -> null, new LedgerMetrics(new MetricRegistry())))) {
            assertThat(ownership.problem().orElseThrow()).contains("is joining the group");
            ownership.start();
            await().atMost(PATIENCE).until(() -> opened.get() == 4);
            await().atMost(PATIENCE).until(() -> ownership.problem().isEmpty());

            good.schedulePollTask(() -> good.rebalance(partitions()));
            await().atMost(PATIENCE).until(() -> ownership.owner(0) != null);
        }
        assertThat(good.closed()).isTrue();
    }

    /** Its client sends heartbeats, so that its session goes on, but never joins the rebalance. */
    @Test
    void aMemberThatNoLongerPollsHoldsUpTheOthersForAFewSessionsAndNoLonger() throws Exception {
        new TopicProvisioner(KAFKA).provision();
        var fleets = fleets();
        try (var stuck = Ownership.consumers(KAFKA, SETTINGS).get()) {
            stuck.subscribe(List.of(Topics.EVENTS.topicName()));
            await().atMost(PATIENCE).until(() -> {
                stuck.poll(Duration.ofMillis(100));
                return stuck.assignment().size() == Topics.EVENTS.partitions();
            });
            try (var ledger = new LedgerRuntime(
                    KAFKA,
                    SETTINGS,
                    Clock.systemUTC(),
                    (state, principal, command, now) -> Optional.empty(),
                    List.of(),
                    new MetricRegistry())) {
                ledger.start();
                assertThat(ledger.problem()).isPresent();
                await().atMost(SETTINGS.rebalanceTimeout().multipliedBy(3))
                        .until(() -> fleets.stream().allMatch(ledger::owns));
                for (var fleet : fleets) {
                    var reply = ledger.submit(request(fleet, new Register("served")))
                            .get(10, TimeUnit.SECONDS);
                    assertThat(reply).isInstanceOf(CommandReply.Accepted.class);
                }
            }
        }
    }

    private static MockConsumer<byte[], byte[]> failing(KafkaException failure) {
        var consumer = new MockConsumer<byte[], byte[]>("none");
        consumer.setPollException(failure);
        return consumer;
    }

    private static Set<TopicPartition> partitions() {
        return Set.of(new TopicPartition(Topics.EVENTS.topicName(), 0));
    }

    private static List<FleetId> fleets() {
        return IntStream.range(0, Topics.EVENTS.partitions())
                .mapToObj(partition -> IntStream.iterate(1, i -> i + 1)
                        .mapToObj(i -> new FleetId("ownership-test-" + i))
                        .filter(fleet -> Topics.partitionOf(fleet) == partition)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
