package dev.fleetledger.query.testing;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** Events as the command-service would write them: by user 1 and user 2 in turn, a second after one another. */
public final class EventChain {
    /** When its first event happens. */
    public static final Instant START = Instant.parse("2026-01-18T10:00:00Z");

    public static final int PARTITION = Topics.partitionOf(FleetId.DEFAULT);

    private final Map<AggregateRef, Long> versions = new HashMap<>();
    private String hash = LedgerRecords.GENESIS;
    private long sequence;

    /** The record of the next event. */
    public ProducerRecord<byte[], byte[]> next(FleetEvent event) {
        var sealed = LedgerRecords.seal(PARTITION, metadata(event), event, hash);
        hash = sealed.hash();
        return sealed.record();
    }

    /** The next event as its readers see it, in a partition that holds nothing else. */
    public RecordedEvent recorded(FleetEvent event) {
        var record = next(event);
        var consumed = new ConsumerRecord<>(record.topic(), PARTITION, sequence - 1, record.key(), record.value());
        record.headers().forEach(consumed.headers()::add);
        return LedgerRecords.read(consumed);
    }

    /** The headers that an event of this type would have as the next one. */
    public Iterable<Header> headers(String type) {
        var sealed = LedgerRecords.seal(
                PARTITION,
                metadata(registered(UUID.randomUUID(), type, 1)),
                registered(UUID.randomUUID(), type, 1),
                hash);
        var headers = sealed.record().headers();
        headers.remove("type").add("type", type.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    /** A registration with the hostname as its slug. */
    public static ServerRegistered registered(UUID id, String hostname, long number) {
        return new ServerRegistered(id, hostname, number, Origin.API, details(hostname, hostname));
    }

    public static ServerDetails details(String hostname, String displayName) {
        return new ServerDetails(hostname, displayName, 22, "192.168.1.10", 65, List.of("media"));
    }

    private EventMetadata metadata(FleetEvent event) {
        sequence++;
        return new EventMetadata(
                UUID.randomUUID(),
                EventCatalog.typeOf(event),
                "test",
                START.plusSeconds(sequence - 1),
                event.aggregate(),
                FleetId.DEFAULT,
                sequence,
                versions.merge(event.aggregate(), 1L, Long::sum),
                sequence % 2 == 0 ? "user:2" : "user:1",
                "127.0.0.1",
                "because " + sequence,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                null);
    }
}
