package dev.fleetledger.command.power;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.kit.json.Json;
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
 * A PDU as clients write it, but for its sockets.
 *
 * @param code unique in its organization
 * @param status active if absent
 * @param voltageRating in volts, 220 if absent
 */
public record PduBody(
        @NotNull @Size(min = 3, max = 100) @Pattern(regexp = Legible.TRIMMED, message = Legible.TRIMMED_MESSAGE)
        String name,

        @NotNull @Size(min = 1, max = 100) @Pattern(regexp = Legible.LABEL, message = Legible.LABEL_MESSAGE)
        String code,

        @NotNull PduType type,
        @Nullable PduStatus status,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,

        @Nullable
        @Min(value = 100, message = PduBody.VOLTAGE_MESSAGE)
        @Max(value = 480, message = PduBody.VOLTAGE_MESSAGE)
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
    private static final String VOLTAGE_MESSAGE = "Invalid voltage rating";

    PduDetails details() {
        return new PduDetails(
                name,
                code,
                type,
                status == null ? PduStatus.ACTIVE : status,
                organizationId,
                departmentId,
                voltageRating == null ? 220 : voltageRating,
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
                text(specifications));
    }

    private static @Nullable String text(@Nullable Map<String, Object> object) {
        try {
            return object == null ? null : Json.mapper().writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON cannot be written", e);
        }
    }
}
