package dev.fleetledger.command.device;

import dev.fleetledger.schemas.event.DeviceStatus;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A device as a client changes it: what is absent stays, null clears what is optional.
 *
 * @param serverId the server that it is: slug, uuid or number
 */
public record DeviceChanges(
        @Nullable
        @Size(min = 1, max = 100)
        @Pattern(regexp = "(?s)\\S(.*\\S)?", message = "must neither begin nor end with a space")
        String serialNumber,

        @Nullable @Size(max = 100) String assetTag,
        @Nullable @Size(max = 200) String name,
        @Nullable DeviceStatus status,
        @Nullable @Min(0) @Max(1_000_000) Integer ratedWatts,
        @Nullable @Size(min = 1, max = 63) String serverId,
        @Nullable UUID modelId,
        @Nullable LocalDate purchaseDate,
        @Nullable LocalDate installationDate,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId) {}
