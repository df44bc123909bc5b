package dev.fleetledger.query.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ThresholdEvent;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdCreated;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdUpdated;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about thresholds: the fields of {@link dev.fleetledger.schemas.event.ThresholdDetails}. */
public final class ThresholdDocuments implements AggregateDocuments<ThresholdEvent> {

    @Override
    public @Nullable ObjectNode after(ThresholdEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case ThresholdCreated created -> Json.mapper().valueToTree(created.details());
            case ThresholdUpdated updated -> Json.mapper().valueToTree(updated.details());
            case ThresholdDeleted deleted -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }
}
