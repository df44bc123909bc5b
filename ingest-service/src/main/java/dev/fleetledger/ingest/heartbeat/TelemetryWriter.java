package dev.fleetledger.ingest.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.error.UnavailableException;
import dev.fleetledger.kit.http.Problem;
import dev.fleetledger.kit.http.ProblemException;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes telemetry so that what it returned from is kept, with a bound on what waits for Kafka. */
public final class TelemetryWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryWriter.class);
    private static final Duration METADATA = Duration.ofSeconds(3);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Semaphore bytes;

    /**
     * @param bytesInFlight how many bytes may wait for Kafka at a time
     */
    public TelemetryWriter(KafkaSettings kafka, int bytesInFlight) {
        this.bytes = new Semaphore(bytesInFlight);
        this.producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        "client.id",
                        "fleet-telemetry",
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        0,
                        "max.block.ms",
                        METADATA.toMillis(),
                        "request.timeout.ms",
                        (int) DELIVERY.toMillis() / 2,
                        "delivery.timeout.ms",
                        (int) DELIVERY.toMillis(),
                        "buffer.memory",
                        Math.max(1 << 20, 2L * bytesInFlight))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Writes a heartbeat; it is on all in-sync replicas when this returns.
     *
     * @throws ProblemException 429 if too much waits already
     * @throws UnavailableException if Kafka does not take it in time; it may or may not be kept then
     */
    public void write(Heartbeat heartbeat) {
        var value = AvroCodec.of(Heartbeat.class).encode(heartbeat);
        if (!bytes.tryAcquire(value.length)) {
            throw new ProblemException(new Problem(
                    429, "RATE_LIMITED", "Too much telemetry is on its way already", Map.of("Retry-After", "1")));
        }
        try {
            send(heartbeat, value);
        } finally {
            bytes.release(value.length);
        }
    }

    private void send(Heartbeat heartbeat, byte[] value) {
        var record = new ProducerRecord<>(
                Topics.TELEMETRY.topicName(),
                null,
                heartbeat.receivedAt().toEpochMilli(),
                heartbeat.serverId().toString().getBytes(UTF_8),
                value);
        try {
            producer.send(record).get(DELIVERY.plus(METADATA).toMillis(), TimeUnit.MILLISECONDS);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.warn("telemetry was not taken: {}", e.getMessage());
            throw unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private static UnavailableException unavailable() {
        return new UnavailableException("Telemetry cannot be taken just now", RETRY);
    }

    @Override
    public void close() {
        producer.close(DELIVERY);
    }
}
