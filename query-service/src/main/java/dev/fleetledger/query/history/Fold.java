package dev.fleetledger.query.history;

import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.query.history.Documents.Version;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import org.jspecify.annotations.Nullable;

/**
 * What an event makes of a version: what the aggregate's own {@code evolve} does.
 *
 * @param metadata of the event
 */
record Fold(Version before, EventMetadata metadata) {

    /** What an aggregate's {@code evolve} does. */
    interface Evolve<A, E> {
        @Nullable
        A after(@Nullable A before, E event, EventMetadata metadata);
    }

    <A extends Aggregate, E extends FleetEvent> Version by(Class<A> type, Evolve<A, E> evolve, E event) {
        var document = before.document();
        var old = document == null
                ? null
                : StoredAggregates.read(type, event.aggregate().id(), document);
        var now = evolve.after(old, event, metadata);
        // What is gone is still found in the history by the names it had.
        return now == null
                ? new Version(null, before.names())
                : new Version(StoredAggregates.document(now), now.names());
    }
}
