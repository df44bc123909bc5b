package dev.fleetledger.ingest.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.http.body.BytesInFlight;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TelemetryProducer;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.NodeStats;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes telemetry so that what it returned from is kept, with a bound on what waits for Kafka. */
public final class TelemetryWriter implements AutoCloseable {
    private final TelemetryProducer producer;
    private final BytesInFlight bytesInFlight;
    private final FreeSpace space;

    /**
     * What is to be written.
     *
     * @param server its uuid
     * @param value encoded
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    public record Encoded(UUID server, byte[] value) {}

    /** {@link #TelemetryWriter(KafkaSettings, BytesInFlight, FreeSpace)} where Kafka has its disk elsewhere. */
    public TelemetryWriter(KafkaSettings kafka, BytesInFlight bytesInFlight) {
        this(kafka, bytesInFlight, FreeSpace.elsewhere());
    }

    /** A writer of telemetry that may take as much memory as is left there, while there is room on the disk. */
    public TelemetryWriter(KafkaSettings kafka, BytesInFlight bytesInFlight, FreeSpace space) {
        this.bytesInFlight = bytesInFlight;
        this.space = space;
        this.producer = new TelemetryProducer(kafka, "fleet-telemetry", 2L * bytesInFlight.capacity());
    }

    /**
     * Writes a heartbeat; it is on all in-sync replicas when this returns.
     *
     * @throws dev.fleetledger.kit.http.failure.ProblemException 429 if too much waits already
     * @throws UnavailableException if Kafka does not take it in time; it may or may not be kept then
     */
    public void write(Heartbeat heartbeat) {
        var value = AvroCodec.of(Heartbeat.class).encode(heartbeat);
        try (var room = bytesInFlight.open()) {
            room.take(value.length);
            write(List.of(new Encoded(heartbeat.serverId(), value)), heartbeat.receivedAt());
        }
    }

    /**
     * Writes what a node reports of itself, as {@link #write(Heartbeat)} does a heartbeat.
     *
     * @throws dev.fleetledger.kit.http.failure.ProblemException 429 if too much waits already
     * @throws UnavailableException if Kafka does not take it in time; it may or may not be kept then
     */
    public void write(FleetId fleet, NodeStats stats) {
        var value = AvroCodec.of(NodeStats.class).encode(stats);
        try (var room = bytesInFlight.open()) {
            room.take(value.length);
            send(List.of(new ProducerRecord<>(
                    Topics.NODE_STATS.topicName(),
                    Topics.partitionOf(fleet),
                    stats.receivedAt().toEpochMilli(),
                    fleet.value().getBytes(UTF_8),
                    value)));
        }
    }

    /**
     * Writes records, whose bytes the caller has taken room for; they are on all in-sync replicas when this returns.
     *
     * @throws UnavailableException if Kafka does not take all of them in time; any of them may be kept then
     */
    public void write(List<Encoded> records, Instant receivedAt) {
        send(records.stream()
                .map(record -> new ProducerRecord<>(
                        Topics.TELEMETRY.topicName(),
                        null,
                        receivedAt.toEpochMilli(),
                        record.server().toString().getBytes(UTF_8),
                        record.value()))
                .toList());
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        space.require();
        producer.send(records);
    }

    @Override
    public void close() {
        producer.close();
    }
}
