package dev.fleetledger.command.fleet;

import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.event.FleetEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a decider answers. */
public sealed interface Decision {

    /**
     * These events happen now; none if all is as asked already.
     *
     * @param subject the aggregate that the answer shows; that of the first event, if there are any
     */
    record Accepted(AggregateRef subject, List<FleetEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
            // An idempotent replay knows the subject from the events alone.
            if (!events.isEmpty() && !events.getFirst().aggregate().equals(subject)) {
                throw new IllegalArgumentException("the first event must be of " + subject);
            }
        }
    }

    /** Nothing happens. */
    record Refused(Rejection rejection) implements Decision {}

    /** Events, the first of which names the subject. */
    static Decision accept(FleetEvent first, FleetEvent... more) {
        return new Accepted(
                first.aggregate(),
                Stream.concat(Stream.of(first), Arrays.stream(more)).toList());
    }

    /** All is as asked already. */
    static Decision unchanged(AggregateRef subject) {
        return new Accepted(subject, List.of());
    }

    static Decision refuse(Rejection rejection) {
        return new Refused(rejection);
    }

    /**
     * What is decided of a thing, if it is there.
     *
     * @param kind as the refusal calls it
     */
    static <T> Decision of(Optional<T> found, String kind, UUID id, Function<T, Decision> decide) {
        return found.map(decide).orElseGet(() -> refuse(new Rejection.NotFound(kind, id.toString())));
    }
}
