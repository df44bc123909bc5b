package dev.fleetledger.query.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.server.ServerDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.RecordedEvent;
import dev.fleetledger.schemas.event.ServerEvent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The documents of all aggregates, each by its area. */
final class Documents {
    private static final ServerDocuments SERVERS = new ServerDocuments();

    /** A document after an event, null if the aggregate is gone, and the names it is looked up by from then on. */
    record Version(@Nullable ObjectNode document, Set<String> names) {
        static final Version NONE = new Version(null, Set.of());
    }

    private Documents() {}

    static Version after(RecordedEvent recorded, Version before) {
        return switch (recorded.event()) {
            case ServerEvent event -> after(SERVERS, event, recorded.metadata(), before);
        };
    }

    private static <E extends FleetEvent> Version after(
            AggregateDocuments<E> area, E event, EventMetadata metadata, Version before) {
        var document = area.after(event, metadata, before.document());
        // What is gone is still found in the history by the names it had.
        return new Version(document, document == null ? before.names() : area.names(document));
    }
}
