package dev.fleetledger.domain.power;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.schemas.event.DeviceDetails;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that may draw power from a socket.
 *
 * @param details with the server that it is, if that is still registered
 * @param socket where it draws its power, null if nowhere
 * @param version of the aggregate; the ETag
 */
public record DeviceView(
        UUID id,
        @JsonUnwrapped DeviceDetails details,
        @Nullable Place socket,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Where a device draws its power. */
    public record Place(UUID id, UUID pduId, int socketNumber) {}

    /**
     * A device as it is shown.
     *
     * @param server the uuid of the server that it is, if that is still registered
     * @param outlet where it draws its power, if it does
     */
    static DeviceView of(Device device, @Nullable UUID server, @Nullable Outlet outlet, long version) {
        return new DeviceView(
                device.id(),
                device.details().withServer(server),
                outlet == null
                        ? null
                        : new Place(
                                outlet.socket().id(),
                                outlet.pdu().id(),
                                outlet.socket().number()),
                device.createdAt(),
                device.updatedAt(),
                version);
    }
}
