package dev.fleetledger.command.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.command.text.Legible;
import dev.fleetledger.kit.threshold.ThresholdRule;
import dev.fleetledger.schemas.event.ThresholdDetails;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as a client creates it.
 *
 * @param enabled so if absent
 */
public record NewThreshold(
        @Nullable @Size(min = 1, max = 100) @Pattern(regexp = Legible.TEXT, message = Legible.MESSAGE)
        String name,

        @JsonUnwrapped @Valid ThresholdRule rule,
        @Nullable Boolean enabled) {

    /** But for the server. */
    ThresholdDetails details() {
        return rule.details(name, null, enabled == null || enabled);
    }
}
