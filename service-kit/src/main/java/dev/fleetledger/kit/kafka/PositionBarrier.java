package dev.fleetledger.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.retry.Backoff;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each projector is, as announced on {@code fleet.projected}: key {@code projector/partition}, value the offset
 * of the last ledger record it has applied, as text; of {@link Projectors#SITE_USES}, of the last report. The answer to a
 * command waits here for the read model.
 */
public final class PositionBarrier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PositionBarrier.class);
    private static final TopicPartition TOPIC = new TopicPartition(Topics.PROJECTED.topicName(), 0);

    private final KafkaSettings settings;
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, ProjectorProgress> progress = new ConcurrentHashMap<>();
    private final Thread tail;
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;

    private PositionBarrier(KafkaSettings settings) {
        this.settings = settings;
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
        try {
            while (closing.getCount() > 0) {
                listen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens until something goes wrong: an answer that did not wait would not show its own change. */
    private void listen() throws InterruptedException {
        try (var opened = new KafkaConsumer<>(
                settings.client(Map.of("enable.auto.commit", false, "client.id", "position-barrier")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer = opened;
            opened.assign(List.of(TOPIC));
            opened.seekToBeginning(List.of(TOPIC));
            while (closing.getCount() > 0) {
                opened.poll(Duration.ofSeconds(1)).forEach(this::announced);
                backoff.reset();
            }
        } catch (WakeupException e) {
            LOG.debug("closed", e);
        } catch (RuntimeException e) {
            var pause = backoff.next();
            LOG.warn("not listening for the projectors' positions for {}: answers to commands may not wait", pause, e);
            closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            consumer = null;
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
        closing.countDown();
        var awake = consumer;
        if (awake != null) {
            awake.wakeup();
        }
        try {
            tail.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
