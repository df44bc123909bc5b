package dev.fleetledger.command.pdu;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.schemas.event.PduDetails;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A PDU as a client creates it.
 *
 * @param code unique in its organization
 * @param status active if absent
 * @param totalSockets made with it, for good
 * @param voltageRating in volts, 220 if absent
 */
public record NewPdu(
        @NotNull @Size(min = 3, max = 100) @Pattern(regexp = PduTexts.TRIMMED, message = PduTexts.TRIMMED_MESSAGE)
        String name,

        @NotNull @Size(min = 1, max = 100) @Pattern(regexp = PduTexts.TRIMMED, message = PduTexts.TRIMMED_MESSAGE)
        String code,

        @NotNull PduType type,
        @Nullable PduStatus status,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,

        @NotNull
        @Min(value = 1, message = PduTexts.SOCKETS_MESSAGE)
        @Max(value = PduTexts.MOST_SOCKETS, message = PduTexts.SOCKETS_MESSAGE)
        Integer totalSockets,

        @Nullable
        @Min(value = 100, message = PduTexts.VOLTAGE_MESSAGE)
        @Max(value = 480, message = PduTexts.VOLTAGE_MESSAGE)
        Integer voltageRating,

        @Nullable @Min(1) @Max(1_000_000) Integer maxPowerWatts,
        @Nullable @Size(max = 200) String location,
        @Nullable @Size(max = 100) String floor,
        @Nullable @Size(max = 200) String building,
        @Nullable @Size(max = 2000) String description,
        @Nullable @Size(max = 200) String mqttBaseTopic,
        @Nullable @Size(max = 100) String manufacturer,
        @Nullable @Size(max = 100) String modelNumber,
        @Nullable @Size(max = 100) String serialNumber,
        @JsonProperty("is_mobile") @Nullable Boolean mobile,
        @Nullable @Size(max = 100) Map<String, Object> specifications) {

    PduDetails details() {
        return new PduDetails(
                name,
                code,
                type,
                status == null ? PduStatus.ACTIVE : status,
                organizationId,
                departmentId,
                voltageRating == null ? PduTexts.DEFAULT_VOLTS : voltageRating,
                maxPowerWatts,
                location,
                floor,
                building,
                description,
                mqttBaseTopic,
                manufacturer,
                modelNumber,
                serialNumber,
                mobile != null && mobile,
                PduTexts.json(specifications));
    }
}
