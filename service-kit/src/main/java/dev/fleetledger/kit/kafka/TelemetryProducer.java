package dev.fleetledger.kit.kafka;

import dev.fleetledger.kit.retry.UnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes telemetry so that what it returned from is on all in-sync replicas, outside the ledger's transactions. */
public final class TelemetryProducer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryProducer.class);
    private static final Duration METADATA = Duration.ofSeconds(3);
    private static final Duration DELIVERY = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long LEAST_MEMORY = 1 << 20;

    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * @param client its name among the brokers' clients
     * @param memory how many bytes of records wait for Kafka at most, if that is not too little to work with
     */
    public TelemetryProducer(KafkaSettings kafka, String client, long memory) {
        producer = new KafkaProducer<>(
                kafka.client(Map.of(
                        "client.id",
                        client,
                        "acks",
                        "all",
                        "enable.idempotence",
                        true,
                        "compression.type",
                        "lz4",
                        "linger.ms",
                        0,
                        // So that what waits behind a request to the broker goes in one: a record has some kilobytes.
                        "batch.size",
                        256 * 1024,
                        "max.block.ms",
                        METADATA.toMillis(),
                        "request.timeout.ms",
                        (int) DELIVERY.toMillis() / 2,
                        "delivery.timeout.ms",
                        (int) DELIVERY.toMillis(),
                        "buffer.memory",
                        Math.max(LEAST_MEMORY, memory))),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Writes records.
     *
     * @return where each of them is
     * @throws UnavailableException if Kafka does not take all of them in time; any of them may be kept then
     */
    public List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) {
        var sent = new ArrayList<Future<RecordMetadata>>(records.size());
        try {
            for (var record : records) {
                sent.add(producer.send(record));
            }
            var end = System.nanoTime() + DELIVERY.plus(METADATA).toNanos();
            var kept = new ArrayList<RecordMetadata>(records.size());
            for (var each : sent) {
                kept.add(each.get(end - System.nanoTime(), TimeUnit.NANOSECONDS));
            }
            return kept;
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
