package dev.fleetledger.query.alert;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.kit.threshold.ThresholdRule;
import jakarta.validation.Valid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as it would be created, and the time to try it on.
 *
 * @param start 24 hours before the end if absent
 * @param end now if absent
 */
public record BacktestRequest(
        @Nullable Instant start,
        @Nullable Instant end,
        @JsonUnwrapped @Valid ThresholdRule rule) {}
