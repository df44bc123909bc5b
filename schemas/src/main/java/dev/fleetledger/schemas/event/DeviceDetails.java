package dev.fleetledger.schemas.event;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What operators say of a device.
 *
 * @param serialNumber 1 to 100 characters, unique in its organization
 * @param ratedWatts what it may draw at most, from 0, or null if unknown
 * @param serverId the uuid of the server that it is, or null if it is none
 * @param organizationId whose it is; those that name none are an organization of their own
 */
public record DeviceDetails(
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
        @Nullable UUID departmentId) {

    /** The same device, being this server, or none. */
    public DeviceDetails withServer(@Nullable UUID server) {
        return new DeviceDetails(
                serialNumber,
                assetTag,
                name,
                status,
                ratedWatts,
                server,
                modelId,
                purchaseDate,
                installationDate,
                organizationId,
                departmentId);
    }
}
