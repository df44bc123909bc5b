package dev.fleetledger.command.ledger;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.retry.Backoff;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole ledger, read_committed, and keeps the state of all partitions warm for the day they become ours. What
 * goes wrong on the way to Kafka is tried again from where it got to; what stands in the ledger and cannot be read ends it.
 */
final class LedgerTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerTail.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final CommittedState committed;
    private final Runnable onCaughtUp;
    private final Runnable onFailure;
    private final Duration patience;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile boolean caughtUp;
    private volatile @Nullable RuntimeException trouble;
    private volatile boolean failed;

    /**
     * @param patience how long one question to Kafka may take
     * @param onCaughtUp called once, when all is read that was there at the start
     * @param onFailure called once if the ledger cannot be read on
     */
    LedgerTail(
            Supplier<Consumer<byte[], byte[]>> consumers,
            CommittedState committed,
            Duration patience,
            Runnable onCaughtUp,
            Runnable onFailure) {
        this.consumers = consumers;
        this.committed = committed;
        this.patience = patience;
        this.onCaughtUp = onCaughtUp;
        this.onFailure = onFailure;
        thread = Thread.ofPlatform().name("ledger-tail").daemon().unstarted(this::run);
    }

    /** Makes the consumers that a tail reads with. */
    static Supplier<Consumer<byte[], byte[]>> consumers(KafkaSettings kafka) {
        var properties = kafka.client(Map.of(
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
                5000));
        return () -> new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    /** Why the state is not to be relied on, if so. */
    Optional<String> problem() {
        var last = trouble;
        if (failed && last != null) {
            return Optional.of("the ledger cannot be read on: " + last.getMessage());
        }
        if (last != null) {
            return Optional.of("the ledger cannot be read just now, it is tried again: " + last.getMessage());
        }
        return caughtUp ? Optional.empty() : Optional.of("the ledger is being read");
    }

    /** Whether it ended for good. */
    boolean failed() {
        return failed;
    }

    private void run() {
        try {
            while (!closed()) {
                if (!follow()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reads until something goes wrong; whether to try again. */
    private boolean follow() throws InterruptedException {
        Consumer<byte[], byte[]> opened = null;
        try {
            opened = consumers.get();
            consumer = opened;
            read(opened);
            return true;
        } catch (WakeupException e) {
            LOG.debug("closed", e);
            return false;
        } catch (UnreadableLedgerException e) {
            fail(e);
            return false;
        } catch (InvalidOffsetException e) {
            fail(new UnreadableLedgerException("what was read of it is no longer there: " + e.getMessage(), e));
            return false;
        } catch (RuntimeException e) {
            trouble = e;
            var pause = backoff.next();
            LOG.warn("the ledger is read on in {}", pause, e);
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } finally {
            consumer = null;
            Consumers.close(opened, patience);
        }
    }

    private void fail(UnreadableLedgerException verdict) {
        trouble = verdict;
        failed = true;
        LOG.error("the ledger cannot be read on; this instance decides no more", verdict);
        committed.signal();
        onFailure.run();
    }

    private void read(Consumer<byte[], byte[]> from) {
        var partitions = IntStream.range(0, Topics.EVENTS.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.EVENTS.topicName(), partition))
                .toList();
        from.assign(partitions);
        partitions.forEach(partition ->
                from.seek(partition, committed.of(partition.partition()).nextOffset()));
        var ends = from.endOffsets(partitions, patience);
        while (!closed()) {
            for (var record : from.poll(POLL)) {
                read(record);
            }
            passMarkers(from, partitions);
            if (!caughtUp || trouble != null) {
                if (!caughtUp && hasReached(ends)) {
                    caughtUp = true;
                    onCaughtUp.run();
                }
                trouble = null;
                backoff.reset();
            }
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .allMatch(end -> committed.of(end.getKey().partition()).nextOffset() >= end.getValue());
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var state = committed.of(record.partition());
            committed.advance(
                    record.partition(),
                    state.read(record, hash -> committed.take(record.partition(), record.offset(), hash)));
        } catch (RuntimeException e) {
            throw new UnreadableLedgerException(
                    "offset " + record.offset() + " of partition " + record.partition() + ": " + e.getMessage(), e);
        }
    }

    /** The ends of transactions take offsets too, and are no records. */
    private void passMarkers(Consumer<byte[], byte[]> from, List<TopicPartition> partitions) {
        for (var partition : partitions) {
            var position = from.position(partition, patience);
            var state = committed.of(partition.partition());
            if (position > state.nextOffset()) {
                committed.advance(partition.partition(), state.at(position));
            }
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    @Override
    public void close() {
        closing.countDown();
        var awake = consumer;
        if (awake != null) {
            awake.wakeup();
        }
        if (thread.getState() == Thread.State.NEW) {
            return;
        }
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
