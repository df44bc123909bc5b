package dev.fleetledger.command.device;

import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceCreated;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceDeleted;
import dev.fleetledger.schemas.event.DeviceEvent.DeviceUpdated;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The devices of a fleet.
 *
 * @param bySerial their ids by serial number
 */
public record DevicesState(PMap<UUID, Device> byId, PMap<Serial, UUID> bySerial) {

    public static final DevicesState EMPTY = new DevicesState(HashTreePMap.empty(), HashTreePMap.empty());

    /** What may be there once. */
    record Serial(@Nullable UUID organizationId, String number) {
        static Serial of(DeviceDetails details) {
            return new Serial(details.organizationId(), details.serialNumber());
        }
    }

    public Optional<Device> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The device that has this serial number in this organization. */
    public Optional<Device> findBySerial(@Nullable UUID organizationId, String serialNumber) {
        return Optional.ofNullable(bySerial.get(new Serial(organizationId, serialNumber)))
                .map(byId::get);
    }

    /** The state after one more event. */
    public DevicesState evolve(DeviceEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case DeviceCreated created -> {
                var device = new Device(created.deviceId(), created.details(), now, now);
                yield new DevicesState(
                        byId.plus(device.id(), device), bySerial.plus(Serial.of(device.details()), device.id()));
            }
            case DeviceUpdated updated -> {
                var old = known(updated.deviceId());
                var device = new Device(old.id(), updated.details(), old.createdAt(), now);
                yield new DevicesState(
                        byId.plus(device.id(), device),
                        bySerial.minus(Serial.of(old.details())).plus(Serial.of(device.details()), device.id()));
            }
            case DeviceDeleted deleted -> {
                var device = known(deleted.deviceId());
                yield new DevicesState(byId.minus(device.id()), bySerial.minus(Serial.of(device.details())));
            }
        };
    }

    private Device known(UUID id) {
        return Objects.requireNonNull(byId.get(id), "an event of a device that was never created");
    }
}
