package dev.fleetledger.command.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TransactionalView;
import dev.fleetledger.schemas.alert.ThresholdSnapshot;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What the alert topology is told to watch, on {@code fleet.thresholds}. */
public final class ThresholdRecords implements TransactionalView {

    @Override
    public List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent recorded, FleetState after) {
        return recorded.event() instanceof ThresholdEvent event
                ? List.of(new ProducerRecord<>(
                        Topics.THRESHOLDS.topicName(),
                        event.thresholdId().toString().getBytes(UTF_8),
                        value(event, recorded)))
                : List.of();
    }

    private static byte @Nullable [] value(ThresholdEvent event, RecordedEvent recorded) {
        return switch (event) {
            case ThresholdCreated created -> snapshot(created, created.details(), recorded);
            case ThresholdUpdated updated -> snapshot(updated, updated.details(), recorded);
            case ThresholdDeleted deleted -> null;
        };
    }

    private static byte[] snapshot(ThresholdEvent event, ThresholdDetails details, RecordedEvent recorded) {
        var metadata = recorded.metadata();
        return AvroCodec.of(ThresholdSnapshot.class)
                .encode(new ThresholdSnapshot(event.thresholdId(), metadata.fleet(), metadata.version(), details));
    }
}
