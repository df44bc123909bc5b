package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's facts about one type of aggregate as a JSON document, from which its history, {@code as_of} and audit
 * follow. Times of creation and change are kept beside it and are no part of it.
 *
 * @param <E> the events of the aggregate
 */
public interface AggregateDocuments<E extends FleetEvent> {

    /**
     * The document after an event; null once the aggregate is gone. A secret never goes in: {@link Sealed#at} does in its
     * place.
     *
     * @param before the document so far, null before the first event; not to be changed
     */
    @Nullable
    ObjectNode after(E event, EventMetadata metadata, @Nullable ObjectNode before);

    /** What else an aggregate is looked up by: {@code name:} and the name people know it by, {@code number:} and its number.
     * In lower case. */
    Set<String> names(ObjectNode document);
}
