package dev.fleetledger.domain.power;

import dev.fleetledger.domain.Table;
import dev.fleetledger.schemas.event.DeviceEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The devices of a fleet. */
public record Devices(Table<UUID, Device> table) {
    private static final Table.Key<Device, Serial> SERIAL = new Table.Key<>(device -> Stream.of(
            new Serial(device.details().organizationId(), device.details().serialNumber())));
    private static final Table.Key<Device, UUID> SERVER =
            new Table.Key<>(device -> Stream.ofNullable(device.details().serverId()));

    public static final Devices EMPTY = new Devices(Table.by(List.of(SERIAL, SERVER)));

    private record Serial(@Nullable UUID organizationId, String number) {}

    public Optional<Device> find(UUID id) {
        return table.find(id);
    }

    /** The device that has this serial number in this organization. */
    public Optional<Device> findBySerial(@Nullable UUID organizationId, String serialNumber) {
        return table.find(SERIAL, new Serial(organizationId, serialNumber));
    }

    /** The devices that are this server, in a fixed order. */
    public List<Device> ofServer(UUID server) {
        return table.all(SERVER, server);
    }

    /** The devices after one more event. */
    public Devices evolve(DeviceEvent event, EventMetadata metadata) {
        return new Devices(table.evolve(event.deviceId(), before -> Device.evolve(before, event, metadata)));
    }

    public Devices plus(Device device) {
        return new Devices(table.plus(device.id(), device));
    }
}
