package dev.fleetledger.query.identity;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SessionEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about logins. */
public final class SessionDocuments implements AggregateDocuments<SessionEvent> {

    @Override
    public @Nullable ObjectNode after(SessionEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case SessionOpened opened ->
                JsonNodeFactory.instance
                        .objectNode()
                        .put("user", opened.userNumber())
                        .put("expires_at", opened.expiresAt().toString());
            case SessionRefreshed refreshed ->
                Objects.requireNonNull(before, "a session that never was")
                        .deepCopy()
                        .put("expires_at", refreshed.expiresAt().toString());
            case SessionEnded ended -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }
}
