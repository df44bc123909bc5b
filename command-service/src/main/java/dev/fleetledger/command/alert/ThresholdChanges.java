package dev.fleetledger.command.alert;

import dev.fleetledger.kit.alert.ThresholdLimits;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as a client changes it: what is absent stays, null clears what is optional.
 *
 * @param serverId slug, uuid or number
 */
public record ThresholdChanges(
        @Nullable @Size(min = 1, max = 100) String name,
        @Nullable @Size(min = 1, max = 63) String serverId,
        @Nullable @Size(min = 1, max = 64) String tag,

        @Nullable @Size(max = ThresholdLimits.MOST_LABELS)
        Map<@Size(min = 1, max = 64) String, @Size(max = 200) String> labels,

        @Nullable
        @Size(max = ThresholdLimits.LONGEST_METRIC)
        @Pattern(regexp = ThresholdLimits.METRIC, message = ThresholdLimits.METRIC_MESSAGE)
        String metricType,

        @Nullable Comparison comparison,
        @Nullable Double thresholdValue,
        @Nullable Double clearValue,

        @Nullable @Min(0) @Max(ThresholdLimits.LONGEST_SECONDS)
        Integer forSeconds,

        @Nullable NoDataPolicy noData,

        @Nullable @Min(ThresholdLimits.SHORTEST_SILENCE) @Max(ThresholdLimits.LONGEST_SECONDS)
        Integer noDataAfterSeconds,

        @Nullable Severity severity,
        @Nullable Boolean enabled) {}
