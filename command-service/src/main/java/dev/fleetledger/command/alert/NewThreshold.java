package dev.fleetledger.command.alert;

import dev.fleetledger.kit.alert.ThresholdLimits;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as a client creates it.
 *
 * @param serverId slug, uuid or number of the only server it is for; all if absent
 * @param tag only servers that have it
 * @param labels only series that have all of these
 * @param metricType any metric; {@code cpu}, {@code memory} and {@code disk} are short for {@code <name>_percent}
 * @param clearValue how far back a value must go until it is clear; not crossing is enough if absent
 * @param forSeconds how long it must cross without a break; the first sample that crosses is enough if absent
 * @param noData keep if absent
 * @param noDataAfterSeconds after which silence counts; 300 if absent
 * @param severity warning if absent
 * @param enabled so if absent
 */
public record NewThreshold(
        @Nullable @Size(min = 1, max = 100) String name,
        @Nullable @Size(min = 1, max = 63) String serverId,
        @Nullable @Size(min = 1, max = 64) String tag,

        @Nullable @Size(max = ThresholdLimits.MOST_LABELS)
        Map<@Size(min = 1, max = 64) String, @Size(max = 200) String> labels,

        @NotNull
        @Size(max = ThresholdLimits.LONGEST_METRIC)
        @Pattern(regexp = ThresholdLimits.METRIC, message = ThresholdLimits.METRIC_MESSAGE)
        String metricType,

        @NotNull Comparison comparison,
        @NotNull Double thresholdValue,
        @Nullable Double clearValue,

        @Nullable @Min(0) @Max(ThresholdLimits.LONGEST_SECONDS)
        Integer forSeconds,

        @Nullable NoDataPolicy noData,

        @Nullable @Min(ThresholdLimits.SHORTEST_SILENCE) @Max(ThresholdLimits.LONGEST_SECONDS)
        Integer noDataAfterSeconds,

        @Nullable Severity severity,
        @Nullable Boolean enabled) {

    /** But for the server. */
    ThresholdDetails details() {
        return new ThresholdDetails(
                name,
                null,
                tag,
                new TreeMap<>(Objects.requireNonNullElse(labels, Map.of())),
                metricType,
                comparison,
                thresholdValue,
                clearValue,
                Objects.requireNonNullElse(forSeconds, 0),
                Objects.requireNonNullElse(noData, NoDataPolicy.KEEP),
                Objects.requireNonNullElse(noDataAfterSeconds, ThresholdLimits.SILENCE_SECONDS),
                Objects.requireNonNullElse(severity, Severity.WARNING),
                enabled == null || enabled);
    }
}
