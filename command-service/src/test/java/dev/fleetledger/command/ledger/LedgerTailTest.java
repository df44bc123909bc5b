package dev.fleetledger.command.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ledger's reader stands, and what it does not. */
class LedgerTailTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final FleetId FLEET = new FleetId("tail-test");
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, Topics.EVENTS.partitions())
            .mapToObj(partition -> new TopicPartition(Topics.EVENTS.topicName(), partition))
            .toList();

    private final CommittedState committed = new CommittedState();
    private final Queue<Supplier<Consumer<byte[], byte[]>>> consumers = new ArrayDeque<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger catchUps = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final LedgerTail tail = new LedgerTail(
            this::next, committed, Duration.ofSeconds(1), catchUps::incrementAndGet, failures::incrementAndGet);

    @AfterEach
    void stop() {
        tail.close();
    }

    @Test
    void whatGoesWrongOnTheWayToKafkaIsTriedAgainAndToldMeanwhile() {
        var again = new CountDownLatch(1);
        consumers.add(() -> failing(new TopicAuthorizationException(Set.of("fleet.events"))));
        consumers.add(() -> failing(new SaslAuthenticationException("the password is being changed")));
        consumers.add(UnsureOfItsPosition::new);
        consumers.add(() -> {
            await().atMost(PATIENCE).until(() -> again.getCount() == 0);
            return with(record(1, LedgerRecords.GENESIS));
        });
        tail.start();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(catchUps).as("nothing is owned before all was read").hasValue(0);
            assertThat(opened).hasValue(4);
            assertThat(tail.problem().orElseThrow()).contains("tried again", "the position awaits validation");
        });
        assertThat(tail.failed()).isFalse();

        again.countDown();
        await().atMost(PATIENCE).until(() -> tail.problem().isEmpty());
        assertThat(catchUps).hasValue(1);
        assertThat(committed.of(Topics.partitionOf(FLEET)).fleet(FLEET).sequence())
                .isEqualTo(1);
        assertThat(failures).hasValue(0);
    }

    @Test
    void itGoesOnFromWhereItGotTo() {
        var first = record(1, LedgerRecords.GENESIS);
        var second = record(2, LedgerRecords.read(first).hash());
        consumers.add(() -> {
            var consumer = with(first);
            consumer.schedulePollTask(() -> {});
            consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("injected")));
            return consumer;
        });
        consumers.add(() -> with(second));
        tail.start();

        await().atMost(PATIENCE)
                .until(() ->
                        committed.of(Topics.partitionOf(FLEET)).fleet(FLEET).sequence() == 2);
        assertThat(tail.failed()).isFalse();
    }

    @Test
    void aClientThatDoesNotCloseWellDoesNotEndIt() {
        consumers.add(() -> {
            var consumer = prepared(new Unclosable());
            consumer.setPollException(new KafkaException("injected"));
            return consumer;
        });
        consumers.add(() -> with(record(1, LedgerRecords.GENESIS)));
        tail.start();
        await().atMost(PATIENCE)
                .until(() ->
                        committed.of(Topics.partitionOf(FLEET)).fleet(FLEET).sequence() == 1);
        assertThat(tail.failed()).isFalse();
    }

    @Test
    void whatStandsInTheLedgerAndDoesNotFitEndsItForGood() {
        consumers.add(() -> with(record(2, LedgerRecords.GENESIS)));
        fails();
    }

    @Test
    void aLedgerThatWasCutEndsItForGood() {
        consumers.add(() -> failing(new LogTruncationException("cut", Map.of(PARTITIONS.getFirst(), 7L), Map.of())));
        fails();
    }

    private void fails() {
        tail.start();
        await().atMost(PATIENCE).until(() -> failures.get() == 1);
        assertThat(tail.failed()).isTrue();
        assertThat(tail.problem().orElseThrow()).contains("cannot be read on");
        assertThat(opened).hasValue(1);
    }

    private Consumer<byte[], byte[]> next() {
        opened.incrementAndGet();
        return Optional.ofNullable(consumers.poll()).map(Supplier::get).orElseGet(LedgerTailTest::mock);
    }

    private static MockConsumer<byte[], byte[]> failing(KafkaException failure) {
        var consumer = mock();
        consumer.setPollException(failure);
        return consumer;
    }

    private static MockConsumer<byte[], byte[]> with(ConsumerRecord<byte[], byte[]> record) {
        var consumer = mock();
        consumer.schedulePollTask(() -> consumer.addRecord(record));
        return consumer;
    }

    private static MockConsumer<byte[], byte[]> mock() {
        return prepared(new MockConsumer<>("none"));
    }

    private static <C extends MockConsumer<byte[], byte[]>> C prepared(C consumer) {
        consumer.updateEndOffsets(PARTITIONS.stream().collect(Collectors.toMap(partition -> partition, end -> 0L)));
        return consumer;
    }

    private static ConsumerRecord<byte[], byte[]> record(long sequence, String previousHash) {
        return TestEvents.read(TestEvents.registered(FLEET, sequence, previousHash, Instant.EPOCH), sequence - 1);
    }

    /** A client whose leader changed, and then was away: it does not know where it stands. */
    private static final class UnsureOfItsPosition extends MockConsumer<byte[], byte[]> {
        UnsureOfItsPosition() {
            super("none");
            prepared(this);
        }

        @Override
        public synchronized long position(TopicPartition partition, Duration timeout) {
            throw new TimeoutException("the position awaits validation");
        }
    }
}
