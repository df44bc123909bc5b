package dev.fleetledger.kit.alert;

import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A threshold.
 *
 * @param serverId the only server it is for; null for all
 * @param tag only servers that have it; null for all
 * @param labels only series that have all of these
 * @param metricType the metric as it was asked for; {@code cpu}, {@code memory}, {@code disk} are {@code <name>_percent}
 * @param clearValue how far back a value must go until it is clear, or null if not crossing is enough
 * @param forSeconds how long it must cross without a break; 0 for not at all
 * @param noData what silence does
 * @param noDataAfterSeconds after which silence counts
 * @param version of the aggregate; the ETag
 */
public record ThresholdView(
        UUID id,
        @Nullable String name,
        @Nullable UUID serverId,
        @Nullable String tag,
        SortedMap<String, String> labels,
        String metricType,
        Comparison comparison,
        double thresholdValue,
        @Nullable Double clearValue,
        int forSeconds,
        NoDataPolicy noData,
        int noDataAfterSeconds,
        Severity severity,
        boolean enabled,
        Instant createdAt,
        Instant updatedAt,
        long version) {

    public static ThresholdView of(
            UUID id, ThresholdDetails details, Instant createdAt, Instant updatedAt, long version) {
        return new ThresholdView(
                id,
                details.name(),
                details.serverId(),
                details.tag(),
                details.labels(),
                details.metricType(),
                details.comparison(),
                details.thresholdValue(),
                details.clearValue(),
                details.forSeconds(),
                details.noData(),
                details.noDataAfterSeconds(),
                details.severity(),
                details.enabled(),
                createdAt,
                updatedAt,
                version);
    }
}
