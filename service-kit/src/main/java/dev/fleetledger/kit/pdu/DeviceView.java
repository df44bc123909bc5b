package dev.fleetledger.kit.pdu;

import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device that may draw power from a socket.
 *
 * @param ratedWatts what it may draw at most, null if unknown
 * @param serverId the uuid of the server that it is, null if it is none that is registered
 * @param socket where it draws its power, null if nowhere
 * @param version of the aggregate; the ETag
 */
public record DeviceView(
        UUID id,
        String serialNumber,
        @Nullable String assetTag,
        @Nullable String name,
        DeviceStatus status,
        @Nullable Integer ratedWatts,
        @Nullable UUID serverId,
        @Nullable UUID modelId,
        @Nullable LocalDate purchaseDate,
        @Nullable LocalDate installationDate,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,
        @Nullable Place socket,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    /** Where a device draws its power. */
    public record Place(UUID id, UUID pduId, int socketNumber) {}

    /**
     * As the details say it.
     *
     * @param server the uuid of the server that it is, if that is still registered
     */
    public static DeviceView of(
            UUID id,
            DeviceDetails details,
            @Nullable UUID server,
            @Nullable Place socket,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        return new DeviceView(
                id,
                details.serialNumber(),
                details.assetTag(),
                details.name(),
                details.status(),
                details.ratedWatts(),
                server,
                details.modelId(),
                details.purchaseDate(),
                details.installationDate(),
                details.organizationId(),
                details.departmentId(),
                socket,
                createdAt,
                updatedAt,
                version);
    }
}
