package dev.fleetledger.query.telemetry.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.ProjectorSpec;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.telemetry.Telemetry;
import dev.fleetledger.schemas.telemetry.VitalSeries;
import java.util.Arrays;
import java.util.List;
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
            return new Item<>(received(record), null);
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
        var server = BATCHES.reads(record.value()) ? server(record.key()) : null;
        if (server != null && isCurrent(record.value())) {
            return new Received(server, BatchScanner.read(server, record.value(), CURRENT.length));
        }
        return switch (Telemetry.decode(record.value())) {
            case Heartbeat heartbeat -> received(heartbeat.serverId(), VitalSeries.of(heartbeat));
            case SampleBatch batch -> received(server(record.key()), batch.series());
        };
    }

    private static boolean isCurrent(byte[] value) {
        return Arrays.equals(value, 0, CURRENT.length, CURRENT, 0, CURRENT.length);
    }

    private static Received received(UUID server, List<SeriesSamples> series) {
        return new Received(
                server,
                series.stream()
                        .map(samples -> Incoming.of(server, check(samples)))
                        .toList());
    }

    private static UUID server(byte @Nullable [] key) {
        if (key == null) {
            throw new IllegalArgumentException("a batch of samples without its server");
        }
        return UUID.fromString(new String(key, UTF_8));
    }

    /** PostgreSQL has no texts with a zero character. */
    private static SeriesSamples check(SeriesSamples series) {
        var bad = series.name().indexOf('\0') >= 0
                || series.labels().entrySet().stream()
                        .anyMatch(label -> (label.getKey() + label.getValue()).indexOf('\0') >= 0);
        if (bad) {
            throw new IllegalArgumentException("a series with a zero character in its name or labels");
        }
        return series;
    }
}
