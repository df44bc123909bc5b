package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the whole ledger, read_committed, and keeps the state of all partitions warm for the day they become ours. */
final class LedgerTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTail.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final CommittedState committed;
    private final Runnable onFailure;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean caughtUp;
    private volatile @Nullable RuntimeException failure;

    /** @param onFailure called once if the ledger cannot be read on */
    LedgerTail(KafkaSettings kafka, CommittedState committed, Runnable onFailure) {
        this.committed = committed;
        this.onFailure = onFailure;
        consumer = new KafkaConsumer<>(
                kafka.client(Map.of(
                        "client.id",
                        "ledger-tail",
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none",
                        "fetch.max.wait.ms",
                        100,
                        "max.poll.records",
                        5000)),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        thread = Thread.ofPlatform().name("ledger-tail").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Why the state is not to be relied on, if so. */
    Optional<String> problem() {
        var failed = failure;
        if (failed != null) {
            return Optional.of("the ledger cannot be read on: " + failed.getMessage());
        }
        return caughtUp ? Optional.empty() : Optional.of("the ledger is being read");
    }

    boolean failed() {
        return failure != null;
    }

    private void run() {
        try (consumer) {
            var partitions = IntStream.range(0, Topics.EVENTS.partitions())
                    .mapToObj(partition -> new TopicPartition(Topics.EVENTS.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(partition, 0));
            var ends = ends(partitions);
            while (!closed) {
                for (var record : consumer.poll(POLL)) {
                    read(record);
                }
                passMarkers(partitions);
                if (!caughtUp) {
                    caughtUp =
                            ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
                }
            }
        } catch (WakeupException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException e) {
            failure = e;
            LOG.error("the ledger cannot be read on; this instance decides no more", e);
            committed.signal();
            onFailure.run();
        }
    }

    /** Where the ledger ends now, asked until Kafka answers: it may start after us. */
    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions) {
        while (true) {
            try {
                return consumer.endOffsets(partitions);
            } catch (RetriableException e) {
                LOG.warn("Kafka does not say where the ledger ends", e);
            }
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var state = committed.of(record.partition());
            committed.advance(record.partition(), state.read(record));
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "offset " + record.offset() + " of partition " + record.partition() + ": " + e.getMessage(), e);
        }
    }

    /** The ends of transactions take offsets too, and are no records. */
    private void passMarkers(List<TopicPartition> partitions) {
        for (var partition : partitions) {
            var position = consumer.position(partition);
            var state = committed.of(partition.partition());
            if (position > state.nextOffset()) {
                committed.advance(partition.partition(), state.at(position));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        if (thread.getState() == Thread.State.NEW) {
            consumer.close();
            return;
        }
        consumer.wakeup();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
