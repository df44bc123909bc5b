package dev.fleetledger.command.pdu;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.schemas.event.PduStatus;
import dev.fleetledger.schemas.event.PduType;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A PDU as a client changes it: what is absent stays, null clears what is optional.
 *
 * @param totalSockets refused unless it is what it was
 * @param confirm that the voltage may change although devices draw power
 */
public record PduChanges(
        @Nullable @Size(min = 3, max = 100) @Pattern(regexp = PduTexts.TRIMMED, message = PduTexts.TRIMMED_MESSAGE)
        String name,

        @Nullable @Size(min = 1, max = 100) @Pattern(regexp = PduTexts.TRIMMED, message = PduTexts.TRIMMED_MESSAGE)
        String code,

        @Nullable PduType type,
        @Nullable PduStatus status,
        @Nullable UUID organizationId,
        @Nullable UUID departmentId,
        @Nullable Integer totalSockets,

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
        @Nullable @Size(max = 100) Map<String, Object> specifications,
        @Nullable Boolean confirm) {}
