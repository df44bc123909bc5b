package dev.fleetledger.query.alert;

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
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A threshold as it would be created, and the time to try it on.
 *
 * @param serverId slug or uuid of the only server it is for; all if absent
 * @param start 24 hours before the end if absent
 * @param end now if absent
 */
public record BacktestRequest(
        @Nullable Instant start,
        @Nullable Instant end,
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

        @Nullable Severity severity) {

    /** As of a server, or of all. */
    ThresholdDetails details(@Nullable UUID server) {
        return new ThresholdDetails(
                null,
                server,
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
                true);
    }
}
