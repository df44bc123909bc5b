package dev.fleetledger.query.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SilenceEvent;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceCreated;
import dev.fleetledger.schemas.event.SilenceEvent.SilenceEnded;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ledger's facts about silences: the fields of {@link dev.fleetledger.schemas.event.SilenceDetails}, {@code owner} and
 * {@code ended_at}.
 */
public final class SilenceDocuments implements AggregateDocuments<SilenceEvent> {

    @Override
    public @Nullable ObjectNode after(SilenceEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case SilenceCreated created -> {
                ObjectNode document = Json.mapper().valueToTree(created.details());
                yield document.put("owner", metadata.actor()).putNull("ended_at");
            }
            case SilenceEnded ended ->
                Objects.requireNonNull(before, "an event of a silence that never was")
                        .deepCopy()
                        .put("ended_at", metadata.time().toString());
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }
}
