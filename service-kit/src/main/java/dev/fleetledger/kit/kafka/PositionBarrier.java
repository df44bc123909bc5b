package dev.fleetledger.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each projector is, as announced on {@code fleet.projected}: key {@code projector/partition}, value the offset
 * of the last ledger record it has applied, as text. The answer to a command waits here for the read model.
 */
public final class PositionBarrier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PositionBarrier.class);
    private static final TopicPartition TOPIC = new TopicPartition(Topics.PROJECTED.topicName(), 0);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, ProjectorProgress> progress = new ConcurrentHashMap<>();
    private final Thread tail;
    private volatile boolean closed;

    private PositionBarrier(KafkaSettings settings) {
        consumer = new KafkaConsumer<>(
                settings.client(Map.of("enable.auto.commit", false, "client.id", "position-barrier")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        tail = Thread.ofPlatform().name("position-barrier").daemon().unstarted(this::run);
    }

    /** Starts to listen; the topics must be there. */
    public static PositionBarrier start(KafkaSettings settings) {
        var barrier = new PositionBarrier(settings);
        barrier.tail.start();
        return barrier;
    }

    /**
     * Waits until the projector has applied what stands at the position. Does not wait for one that lags far behind, nor
     * for one that was silent for the whole of an earlier wait and ever since.
     *
     * @param bound how long to wait at most
     * @return whether it has
     */
    public boolean await(String projector, Position position, Duration bound) {
        return of(projector + "/" + position.partition()).await(position.offset(), bound);
    }

    private ProjectorProgress of(String key) {
        return progress.computeIfAbsent(key, name -> new ProjectorProgress());
    }

    private void run() {
        try (consumer) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            while (!closed) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::announced);
            }
        } catch (WakeupException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException e) {
            LOG.error("no longer listening for the projectors' positions: answers to commands will not wait", e);
        }
    }

    private void announced(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null || record.value() == null) {
            return;
        }
        try {
            of(new String(record.key(), UTF_8)).reached(Long.parseLong(new String(record.value(), UTF_8)));
        } catch (NumberFormatException e) {
            LOG.warn("offset {} of {} announces no position", record.offset(), TOPIC, e);
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
        try {
            tail.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
