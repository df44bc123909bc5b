package dev.fleetledger.domain.power;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.EventMetadata;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device that may draw power from a socket. */
public record Device(UUID id, @JsonUnwrapped DeviceDetails details, Instant createdAt, Instant updatedAt)
        implements Aggregate {

    /** The device after an event; null once it is gone. */
    public static @Nullable Device evolve(@Nullable Device before, DeviceEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case DeviceCreated created -> new Device(created.deviceId(), created.details(), now, now);
            case DeviceUpdated updated ->
                new Device(
                        updated.deviceId(),
                        updated.details(),
                        Aggregate.known(before).createdAt(),
                        now);
            case DeviceDeleted ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.DEVICE, id.toString());
    }
}
