package dev.fleetledger.command.power;

import dev.fleetledger.command.text.Legible;
import dev.fleetledger.schemas.event.DeviceDetails;
import dev.fleetledger.schemas.event.DeviceStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device as a client creates it.
 *
 * @param serialNumber unique in its organization
 * @param status active if absent
 * @param serverId the server that it is: slug, uuid or number
 */
public record NewDevice(
        @NotNull @Size(min = 1, max = 100) @Pattern(regexp = Legible.TRIMMED, message = Legible.TRIMMED_MESSAGE)
        String serialNumber,

        @Nullable @Size(max = 100) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String assetTag,

        @Nullable @Size(max = 200) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String name,

        @Nullable DeviceStatus status,
        @Nullable @Min(0) @Max(1_000_000) Integer ratedWatts,
        @Nullable @Size(min = 1, max = 63) String serverId,
        @Nullable UUID modelId,
        @Nullable LocalDate purchaseDate,
        @Nullable LocalDate installationDate,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId) {

    DeviceDetails details() {
        return new DeviceDetails(
                serialNumber,
                assetTag,
                name,
                status == null ? DeviceStatus.ACTIVE : status,
                ratedWatts,
                null,
                modelId,
                purchaseDate,
                installationDate,
                organizationId,
                departmentId);
    }
}
