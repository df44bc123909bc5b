package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.Telemetry;
import dev.fleetledger.schemas.telemetry.VitalSeries;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of {@code fleet.telemetry}. One that is damaged is put aside and counts as empty, so that it stops nobody;
 * one of a newer version stops the reader.
 */
final class TelemetryReader implements ProjectorSpec.Reader<Received> {
    private static final AvroCodec<SampleBatch> BATCHES = AvroCodec.of(SampleBatch.class);
    private static final byte[] CURRENT = BATCHES.header();

    private final DeadLetters deadLetters;

    TelemetryReader(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    @Override
    public Item<Received> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return new Item<>(received(record).at(record.timestamp()), null);
        } catch (UnknownSchemaException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            // The server projection puts aside what is no batch.
            if (record.value() != null && BATCHES.reads(record.value())) {
                deadLetters.put(record, String.valueOf(e.getMessage()));
            }
            return new Item<>(Received.NOTHING, null);
        }
    }

    private static Received received(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("telemetry without content");
        }
        if (BATCHES.reads(record.value()) && isCurrent(record.value())) {
            return BatchScanner.read(server(record.key()), record.value(), CURRENT.length);
        }
        return switch (Telemetry.decode(record.value())) {
            case Heartbeat heartbeat -> received(heartbeat.serverId(), SampleBatch.of(VitalSeries.of(heartbeat)));
            case SampleBatch batch -> received(server(record.key()), batch);
        };
    }

    private static boolean isCurrent(byte[] value) {
        return Arrays.equals(value, 0, CURRENT.length, CURRENT, 0, CURRENT.length);
    }

    /** By way of its bytes, so that there is one reader of samples. */
    private static Received received(UUID server, SampleBatch batch) {
        return BatchScanner.read(server, BATCHES.encode(batch), CURRENT.length);
    }

    private static UUID server(byte @Nullable [] key) {
        if (key == null) {
            throw new IllegalArgumentException("a batch of samples without its server");
        }
        return UUID.fromString(new String(key, UTF_8));
    }
}
