package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Facts about devices. Which socket one draws its power from is a fact of that socket's PDU: see {@link PduEvent}. */
public sealed interface DeviceEvent extends FleetEvent {

    /** The device's identity, never used again. */
    UUID deviceId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.DEVICE, deviceId().toString());
    }

    /** A device became known. */
    @EventType("device.created")
    record DeviceCreated(UUID deviceId, DeviceDetails details) implements DeviceEvent {}

    /**
     * What an operator says of a device changed.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("device.updated")
    record DeviceUpdated(UUID deviceId, DeviceDetails details) implements DeviceEvent {}

    /** A device is no longer kept; its serial number is free again. */
    @EventType("device.deleted")
    record DeviceDeleted(UUID deviceId) implements DeviceEvent {}
}
