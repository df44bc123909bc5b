package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.retry.Backoff;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions are ours: membership in the consumer group of all instances. Nothing is consumed here; the poll
 * thread keeps the membership, starts and stops the owners, and never waits for their catching up. A membership that
 * fails is left, and a new one begun, until this is closed.
 */
final class Ownership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final IntFunction<PartitionOwner> owners;
    private final LedgerSettings settings;
    private final CommittedState committed;
    private final Map<Integer, PartitionOwner> owned = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable ConsumerGroupMetadata group;
    private volatile @Nullable RuntimeException failure;

    private record Question(PartitionOwner owner, CompletableFuture<Boolean> answer) {}

    /** @param owners makes the owner of a partition that has become ours */
    Ownership(
            Supplier<Consumer<byte[], byte[]>> consumers,
            LedgerSettings settings,
            CommittedState committed,
            IntFunction<PartitionOwner> owners) {
        this.consumers = consumers;
        this.settings = settings;
        this.committed = committed;
        this.owners = owners;
        thread = Thread.ofPlatform().name("ledger-ownership").daemon().unstarted(this::run);
    }

    /** Makes the consumers that are an instance's members of the group. */
    static Supplier<Consumer<byte[], byte[]>> consumers(KafkaSettings kafka, LedgerSettings settings) {
        var session = (int) settings.sessionTimeout().toMillis();
        var properties = kafka.client(Map.of(
                "client.id",
                "ledger-ownership",
                "group.id",
                LedgerSettings.GROUP,
                "group.protocol",
                "classic",
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName(),
                "session.timeout.ms",
                session,
                // By its heartbeat a member learns that others wait for it: for so long a partition that moves has no
                // owner.
                "heartbeat.interval.ms",
                Math.max(session / 24, 100),
                // For so long a classic group waits for members that it believes to be rejoining, and serves nobody.
                "max.poll.interval.ms",
                (int) settings.rebalanceTimeout().toMillis(),
                "enable.auto.commit",
                false));
        return () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    @Nullable
    PartitionOwner owner(int partition) {
        return owned.get(partition);
    }

    /** The membership as of the last completed poll: what the owners' commits are fenced by. */
    ConsumerGroupMetadata group() {
        return Objects.requireNonNull(group, "no member of the group yet");
    }

    /**
     * Asks the group's coordinator, after one more poll, whether the partition is still this owner's. An owner that was
     * asleep learns here that it was ousted, before it could fence its successor.
     */
    boolean confirm(PartitionOwner owner) throws InterruptedException {
        var question = new Question(owner, new CompletableFuture<>());
        questions.add(question);
        // Not in one wait: who answers may itself be waiting for this owner to stop.
        while (!owner.stopped() && !closed()) {
            try {
                return question.answer().get(50, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LOG.trace("partition {}: not confirmed yet", owner.partition(), e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        return false;
    }

    /** What is waited for before this instance may own anything, if so. */
    Optional<String> problem() {
        var failed = failure;
        if (failed != null) {
            return Optional.of("this instance is joining the group of deciders anew: " + failed.getMessage());
        }
        var member = group;
        return member == null || member.memberId().isEmpty()
                ? Optional.of("this instance is joining the group of deciders")
                : Optional.empty();
    }

    private void run() {
        try {
            while (!closed()) {
                follow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Is a member until something goes wrong. */
    private void follow() throws InterruptedException {
        Consumer<byte[], byte[]> consumer = null;
        try {
            consumer = consumers.get();
            consumer.subscribe(List.of(Topics.EVENTS.topicName()), new Listener(consumer));
            while (!closed()) {
                // Those asked before the poll: an answer must be newer than its question.
                var asked = questions.size();
                consumer.poll(POLL);
                group = consumer.groupMetadata();
                failure = null;
                backoff.reset();
                answer(consumer, asked);
            }
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("this instance leaves the group of deciders, and joins it anew", e);
        } finally {
            release(List.copyOf(owned.keySet()), settings.brokerTimeout());
            group = null;
            Consumers.close(consumer, settings.brokerTimeout());
        }
        if (!closed()) {
            closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void answer(Consumer<byte[], byte[]> consumer, int count) {
        var asked = new ArrayList<Question>();
        for (var left = count; left > 0; left--) {
            asked.add(questions.remove());
        }
        var ours = asked.stream()
                .filter(question -> isOurs(consumer, question.owner()))
                .toList();
        var confirmed = ours.isEmpty() || isConfirmed(consumer, ours);
        asked.forEach(question -> question.answer().complete(confirmed && ours.contains(question)));
    }

    private boolean isOurs(Consumer<byte[], byte[]> consumer, PartitionOwner owner) {
        return owned.get(owner.partition()) == owner
                && consumer.assignment().contains(new TopicPartition(Topics.EVENTS.topicName(), owner.partition()));
    }

    /** The coordinator takes offsets only from a member of the present generation. */
    private boolean isConfirmed(Consumer<byte[], byte[]> consumer, List<Question> ours) {
        var offsets = ours.stream()
                .map(question -> question.owner().partition())
                .distinct()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.EVENTS.topicName(), partition),
                        partition -> new OffsetAndMetadata(
                                committed.of(partition).nextOffset(),
                                settings.url().toString())));
        try {
            consumer.commitSync(offsets, settings.brokerTimeout());
            return true;
        } catch (KafkaException e) {
            LOG.debug("{} are not confirmed to be ours", offsets.keySet(), e);
            return false;
        }
    }

    /** Stops the owners, all at once. */
    private void release(Collection<Integer> partitions, Duration patience) {
        var leaving =
                partitions.stream().map(owned::remove).filter(Objects::nonNull).toList();
        leaving.forEach(PartitionOwner::end);
        var deadline = System.nanoTime() + patience.toNanos();
        for (var owner : leaving) {
            owner.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            LOG.info("partition {}: released", owner.partition());
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private final class Listener implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> consumer;

        Listener(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            for (var partition : partitions) {
                // No position is looked up, since nothing is ever fetched.
                consumer.seek(partition, 0);
                var owner = owners.apply(partition.partition());
                owned.put(partition.partition(), owner);
                owner.start();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            release(numbers(partitions), settings.brokerTimeout());
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            LOG.warn("lost {}: this instance was silent for too long", partitions);
            release(numbers(partitions), Duration.ZERO);
        }

        private static List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }

    /** Leaves the group, after the transactions under way. */
    @Override
    public void close() {
        leave();
        try {
            if (thread.getState() != Thread.State.NEW) {
                thread.join(settings.brokerTimeout().multipliedBy(3));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Like {@link #close}, from any thread, without waiting. */
    void leave() {
        closing.countDown();
    }
}
