package dev.fleetledger.kit.threshold;

import dev.fleetledger.domain.alert.ThresholdLimits;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import dev.fleetledger.schemas.telemetry.SeriesText;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a threshold watches for, as clients write it wherever one is made, changed or tried.
 *
 * @param serverId slug or uuid, or to make or change a threshold number, of the only server it is for; all if absent
 * @param tag only servers that have it
 * @param labels only series that have all of these; an empty value stands for not having it
 * @param metricType any metric; {@code cpu}, {@code memory} and {@code disk} are short for {@code <name>_percent}
 * @param clearValue how far back a value must go until it is clear; not crossing is enough if absent
 * @param forSeconds how long it must cross without a break; the first sample that crosses is enough if absent
 * @param noData keep if absent
 * @param noDataAfterSeconds after which silence counts; 300 if absent
 * @param severity warning if absent
 */
public record ThresholdRule(
        @Nullable @Size(min = 1, max = 63) String serverId,
        @Nullable @Size(min = 1, max = 64) String tag,

        @Nullable @Size(max = ThresholdLimits.MOST_LABELS)
        Map<
                        @Size(min = 1, max = SeriesText.LONGEST_NAME)
                        @Pattern(regexp = SeriesText.PATTERN, message = SeriesText.PATTERN_MESSAGE) String,
                        @NotNull @Size(max = SeriesText.LONGEST_VALUE)
                        @Pattern(regexp = SeriesText.PATTERN, message = SeriesText.PATTERN_MESSAGE) String>
                labels,

        @NotNull
        @Size(min = 1, max = SeriesText.LONGEST_NAME)
        @Pattern(regexp = SeriesText.PATTERN, message = SeriesText.PATTERN_MESSAGE)
        String metricType,

        @NotNull Comparison comparison,
        @NotNull Double thresholdValue,
        @Nullable Double clearValue,

        @Nullable @Min(0) @Max(ThresholdLimits.LONGEST_SECONDS)
        Integer forSeconds,

        @Nullable NoDataPolicy noData,

        @Nullable @Min(ThresholdLimits.SHORTEST_SILENCE) @Max(ThresholdLimits.LONGEST_SECONDS)
        Integer noDataAfterSeconds,

        @Nullable Severity severity) {

    /** A threshold by this rule. */
    public ThresholdDetails details(@Nullable String name, @Nullable UUID server, boolean enabled) {
        return new ThresholdDetails(
                name,
                server,
                tag,
                new TreeMap<>(Objects.requireNonNullElse(labels, Map.of())),
                metricType,
                comparison,
                // Of a change, which may leave it out.
                Objects.requireNonNullElse(thresholdValue, Double.NaN),
                clearValue,
                Objects.requireNonNullElse(forSeconds, 0),
                Objects.requireNonNullElse(noData, NoDataPolicy.KEEP),
                Objects.requireNonNullElse(noDataAfterSeconds, ThresholdLimits.SILENCE_SECONDS),
                Objects.requireNonNullElse(severity, Severity.WARNING),
                enabled);
    }
}
