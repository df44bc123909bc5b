package dev.fleetledger.command.alert;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TransactionalView;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.threshold.ThresholdSnapshot;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** What the alert topology is told to watch, on {@code fleet.thresholds}. */
public final class ThresholdRecords implements TransactionalView {
    private static final AvroCodec<ThresholdSnapshot> CODEC = AvroCodec.of(ThresholdSnapshot.class);

    @Override
    public TopicSpec topic() {
        return Topics.THRESHOLDS;
    }

    @Override
    public List<ProducerRecord<byte[], byte[]>> records(FleetState before, RecordedEvent recorded, FleetState after) {
        return recorded.event() instanceof ThresholdEvent event
                ? List.of(new ProducerRecord<>(
                        Topics.THRESHOLDS.topicName(),
                        event.thresholdId().toString().getBytes(UTF_8),
                        value(
                                recorded.metadata().fleet(),
                                after.alerts().threshold(event.thresholdId()).orElse(null),
                                after)))
                : List.of();
    }

    @Override
    public Map<String, byte[]> all(FleetId fleet, FleetState state) {
        return state.alerts().thresholds().values().stream()
                .collect(Collectors.toMap(
                        threshold -> threshold.id().toString(), threshold -> snapshot(fleet, threshold, state)));
    }

    @Override
    public Optional<FleetId> fleet(String key, byte[] value) {
        return Optional.of(CODEC.decode(value).fleet());
    }

    private static byte @Nullable [] value(FleetId fleet, @Nullable Threshold threshold, FleetState state) {
        return threshold == null ? null : snapshot(fleet, threshold, state);
    }

    private static byte[] snapshot(FleetId fleet, Threshold threshold, FleetState state) {
        return CODEC.encode(
                new ThresholdSnapshot(threshold.id(), fleet, state.version(threshold.ref()), threshold.details()));
    }
}
