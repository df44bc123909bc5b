package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.FleetEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a command, once that is committed. */
public sealed interface CommandReply {

    /**
     * It is so.
     *
     * @param subject the aggregate that the answer shows
     * @param version of the subject after it, for the ETag
     * @param events written by it; none if all was as asked already; of a replay, the first alone
     * @param position of its last event, or null if it wrote none
     * @param state of the fleet right after it, to render the answer from; of a replay, what the answer shows
     * @param time by which it was decided; of a replay, by which that was
     * @param replayed whether this is the answer to an earlier request with the same idempotency key
     */
    record Accepted(
            AggregateRef subject,
            long version,
            List<FleetEvent> events,
            @Nullable Position position,
            FleetState state,
            Instant time,
            boolean replayed)
            implements CommandReply {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /** Nothing happened. */
    record Refused(Rejection rejection) implements CommandReply {}
}
