package dev.fleetledger.query.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.codahale.metrics.Counter;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts records aside that cannot be read, with the reason, on {@code fleet.dead-letters}. */
public final class DeadLetters implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** What the meter of dead letters is called, before the name of who puts them aside. */
    public static final String METER = "fleet.dead_letters.";

    private final String topic;
    private final Counter meter;
    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param meter of those put aside
     */
    public DeadLetters(KafkaSettings kafka, Counter meter) {
        this(kafka, Topics.DEAD_LETTERS.topicName(), meter);
    }

    /** On a topic of another name, for tests. */
    public DeadLetters(KafkaSettings kafka, String topic) {
        this(kafka, topic, new Counter());
    }

    private DeadLetters(KafkaSettings kafka, String topic, Counter meter) {
        this.topic = topic;
        this.meter = meter;
        producer = new KafkaProducer<>(
                kafka.client(Map.of("client.id", "dead-letters", "acks", "all", "max.block.ms", LIMIT.toMillis())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Keeps the record; it is there when this returns, and may be there twice after a crash.
     *
     * @throws UnavailableException if Kafka does not take it in time
     */
    public void put(ConsumerRecord<byte[], byte[]> record, String reason) {
        var origin = record.topic() + ":" + record.partition() + ":" + record.offset();
        LOG.warn("telemetry {} cannot be read: {}", origin, reason);
        var letter = new ProducerRecord<>(topic, null, record.timestamp(), origin.getBytes(UTF_8), record.value());
        letter.headers().add("reason", reason.getBytes(UTF_8));
        try {
            producer.send(letter).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            meter.inc();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            throw new UnavailableException("a dead letter was not taken: " + e.getMessage(), LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("a dead letter was not taken", LIMIT);
        }
    }

    /** How many were put aside. */
    public long count() {
        return meter.getCount();
    }

    @Override
    public void stop() {
        producer.close(LIMIT);
    }
}
