package dev.fleetledger.command.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TelemetryProducer;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SiteUse;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what nodes report of their sites' use, beside their stats. */
final class SiteTelemetry implements AutoCloseable {
    /** A record has some hundred bytes, and a request waits for its own. */
    private static final long MEMORY = 4 << 20;

    private final TelemetryProducer producer;
    private final FreeSpace space;

    SiteTelemetry(KafkaSettings kafka, FreeSpace space) {
        this.producer = new TelemetryProducer(kafka, "fleet-site-uses", MEMORY);
        this.space = space;
    }

    /**
     * Writes a report; it is on all in-sync replicas when this returns.
     *
     * @return where it is on {@code fleet.node-stats}
     * @throws dev.fleetledger.kit.retry.UnavailableException if there is no room for it, or Kafka does not take it in time;
     *     in that case it may or may not be kept
     */
    Position write(FleetId fleet, SiteUse use) {
        space.require();
        var kept = producer.send(List.of(new ProducerRecord<>(
                        Topics.NODE_STATS.topicName(),
                        Topics.partitionOf(fleet),
                        use.receivedAt().toEpochMilli(),
                        fleet.value().getBytes(UTF_8),
                        AvroCodec.of(SiteUse.class).encode(use))))
                .getFirst();
        return new Position(kept.partition(), kept.offset());
    }

    @Override
    public void close() {
        producer.close();
    }
}
