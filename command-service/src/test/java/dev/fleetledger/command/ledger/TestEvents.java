package dev.fleetledger.command.ledger;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Events as they stand in the ledger, made without deciding. */
final class TestEvents {
    private TestEvents() {}

    /** A registration of a server of its own, the fleet's event of that sequence. */
    static ProducerRecord<byte[], byte[]> registered(FleetId fleet, long sequence, String previousHash, Instant time) {
        var event = new ServerRegistered(
                UUID.randomUUID(), "server-" + sequence, sequence, Origin.API, TestCommands.details("server"));
        return record(fleet, event, sequence, previousHash, time);
    }

    /** Any event, the fleet's of that sequence. */
    static ProducerRecord<byte[], byte[]> record(
            FleetId fleet, FleetEvent event, long sequence, String previousHash, Instant time) {
        var id = UUID.randomUUID();
        var metadata = new EventMetadata(
                id,
                EventCatalog.typeOf(event),
                "test",
                time,
                event.aggregate(),
                fleet,
                sequence,
                1,
                "system:test",
                null,
                null,
                id,
                id,
                null,
                null,
                null);
        return LedgerRecords.seal(Topics.partitionOf(fleet), metadata, event, previousHash)
                .record();
    }

    /** The record as it is read. */
    static ConsumerRecord<byte[], byte[]> read(ProducerRecord<byte[], byte[]> sent, long offset) {
        return new ConsumerRecord<>(
                sent.topic(),
                sent.partition(),
                offset,
                0,
                TimestampType.CREATE_TIME,
                sent.key().length,
                sent.value().length,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }
}
