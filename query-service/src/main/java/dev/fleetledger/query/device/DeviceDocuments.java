package dev.fleetledger.query.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.http.Json;
import dev.fleetledger.query.history.AggregateDocuments;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ledger's facts about devices: the fields of {@link dev.fleetledger.schemas.event.DeviceDetails}. */
public final class DeviceDocuments implements AggregateDocuments<DeviceEvent> {

    @Override
    public @Nullable ObjectNode after(DeviceEvent event, EventMetadata metadata, @Nullable ObjectNode before) {
        return switch (event) {
            case DeviceCreated created -> Json.mapper().valueToTree(created.details());
            case DeviceUpdated updated -> Json.mapper().valueToTree(updated.details());
            case DeviceDeleted deleted -> null;
        };
    }

    @Override
    public Set<String> names(ObjectNode document) {
        return Set.of();
    }
}
