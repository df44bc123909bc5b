package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SilenceDetails;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts nobody is told of for a while.
 *
 * @param owner whose it is: {@code user:1}
 * @param endedAt when somebody ended it before it expired
 */
public record Silence(
        UUID id,
        String owner,
        @JsonUnwrapped SilenceDetails details,
        Instant createdAt,
        @Nullable Instant endedAt) implements Aggregate {

    /** The silence after an event. */
    public static Silence evolve(@Nullable Silence before, SilenceEvent event, EventMetadata metadata) {
        return switch (event) {
            case SilenceCreated created ->
                new Silence(created.silenceId(), metadata.actor(), created.details(), metadata.time(), null);
            case SilenceEnded ignored -> Aggregate.known(before).ended(metadata.time());
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.SILENCE, id.toString());
    }

    /** Whether it ended, or expired by then. */
    public boolean isOver(Instant now) {
        return endedAt != null || !now.isBefore(details.expiresAt());
    }

    /** Whether it is over by then, or in force, or yet to come. */
    public SilenceView.Status status(Instant now) {
        if (isOver(now)) {
            return SilenceView.Status.EXPIRED;
        }
        return now.isBefore(details.startsAt()) ? SilenceView.Status.PENDING : SilenceView.Status.ACTIVE;
    }

    private Silence ended(Instant now) {
        return new Silence(id, owner, details, createdAt, now);
    }
}
