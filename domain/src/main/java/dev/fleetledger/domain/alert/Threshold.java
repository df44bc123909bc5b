package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rule of an operator's, by which alerts are raised. */
public record Threshold(UUID id, @JsonUnwrapped ThresholdDetails details, Instant createdAt, Instant updatedAt)
        implements Aggregate {

    /** The threshold after an event; null once it is gone. */
    public static @Nullable Threshold evolve(@Nullable Threshold before, ThresholdEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case ThresholdCreated created -> new Threshold(created.thresholdId(), created.details(), now, now);
            case ThresholdUpdated updated ->
                new Threshold(
                        updated.thresholdId(),
                        updated.details(),
                        Aggregate.known(before).createdAt(),
                        now);
            case ThresholdDeleted ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.THRESHOLD, id.toString());
    }

    /** The id of the threshold that a rule is, if it is none of the platform's own. */
    public static Optional<UUID> idOf(String rule) {
        try {
            return Optional.of(UUID.fromString(rule)).filter(id -> id.toString().equals(rule));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
