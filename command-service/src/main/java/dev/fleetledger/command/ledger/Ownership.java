package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which partitions are ours: membership in the consumer group of all instances. Nothing is consumed here; the poll
 * thread keeps the membership, starts and stops the owners, and never waits for their catching up.
 */
final class Ownership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final IntFunction<PartitionOwner> owners;
    private final LedgerSettings settings;
    private final CommittedState committed;
    private final Map<Integer, PartitionOwner> owned = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Question> questions = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile @Nullable ConsumerGroupMetadata group;
    private volatile boolean closed;
    private volatile @Nullable RuntimeException failure;

    private record Question(PartitionOwner owner, CompletableFuture<Boolean> answer) {}

    /** @param owners makes the owner of a partition that has become ours */
    Ownership(
            KafkaSettings kafka,
            LedgerSettings settings,
            CommittedState committed,
            IntFunction<PartitionOwner> owners) {
        this.settings = settings;
        this.committed = committed;
        this.owners = owners;
        var session = (int) settings.sessionTimeout().toMillis();
        consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
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
                        "heartbeat.interval.ms",
                        Math.max(session / 8, 100),
                        "enable.auto.commit",
                        false)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("ledger-ownership").daemon().unstarted(this::run);
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
        while (!owner.stopped() && !closed) {
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

    Optional<String> problem() {
        var failed = failure;
        return failed == null
                ? Optional.empty()
                : Optional.of("this instance has left the group of deciders: " + failed.getMessage());
    }

    private void run() {
        try {
            consumer.subscribe(List.of(Topics.EVENTS.topicName()), new Listener());
            while (!closed) {
                // Those asked before the poll: an answer must be newer than its question.
                var asked = questions.size();
                consumer.poll(POLL);
                group = consumer.groupMetadata();
                for (; asked > 0; asked--) {
                    answer(questions.remove());
                }
            }
        } catch (WakeupException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("this instance leaves the group of deciders", e);
        } finally {
            release(List.copyOf(owned.keySet()), settings.brokerTimeout());
            consumer.close(CloseOptions.timeout(settings.brokerTimeout()));
        }
    }

    private void answer(Question question) {
        question.answer().complete(isOurs(question.owner()));
    }

    private boolean isOurs(PartitionOwner owner) {
        var partition = new TopicPartition(Topics.EVENTS.topicName(), owner.partition());
        if (owned.get(owner.partition()) != owner || !consumer.assignment().contains(partition)) {
            return false;
        }
        try {
            // The coordinator takes an offset only from a member of the present generation.
            var offset = committed.of(owner.partition()).nextOffset();
            consumer.commitSync(
                    Map.of(
                            partition,
                            new OffsetAndMetadata(offset, settings.url().toString())),
                    settings.brokerTimeout());
            return true;
        } catch (KafkaException e) {
            LOG.debug("{} is not confirmed to be ours", partition, e);
            return false;
        }
    }

    private void release(Collection<Integer> partitions, Duration patience) {
        for (var partition : partitions) {
            var owner = owned.remove(partition);
            if (owner != null) {
                owner.stop(patience);
                LOG.info("partition {}: released", partition);
            }
        }
    }

    private final class Listener implements ConsumerRebalanceListener {
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

        private List<Integer> numbers(Collection<TopicPartition> partitions) {
            return partitions.stream().map(TopicPartition::partition).toList();
        }
    }

    /** Leaves the group, after the transactions under way. */
    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        try {
            thread.join(settings.brokerTimeout().multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Like {@link #close}, from any thread, without waiting. */
    void leave() {
        closed = true;
    }
}
