package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.telemetry.SeriesText;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to be told of.
 *
 * @param name for people, or null
 * @param serverId the only server it is for, or null
 * @param tag only servers that have it, or null
 * @param labels only series that have all of these; an empty value stands for not having it
 * @param metricType the metric; {@code cpu}, {@code memory} and {@code disk} are short for {@code <name>_percent}
 * @param clearValue how far back a value must go until it is clear, or null if not crossing is enough
 * @param forSeconds how long it must cross without a break, 0 for not at all
 * @param noDataAfterSeconds after which silence counts
 */
public record ThresholdDetails(
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
        boolean enabled) {

    public ThresholdDetails {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** The same for this server, or for all if that is null. */
    public ThresholdDetails withServer(@Nullable UUID server) {
        return new ThresholdDetails(
                name,
                server,
                tag,
                labels,
                metricType,
                comparison,
                thresholdValue,
                clearValue,
                forSeconds,
                noData,
                noDataAfterSeconds,
                severity,
                enabled);
    }

    /** Whether it is for a server's series of its metric with these labels, if the server has the tag. */
    public boolean matches(UUID server, SortedMap<String, String> series) {
        return (serverId == null || serverId.equals(server))
                && labels.entrySet().stream()
                        .allMatch(
                                label -> series.getOrDefault(label.getKey(), "").equals(label.getValue()));
    }

    /** The name of the series that it watches. */
    public String metric() {
        return SeriesText.metric(metricType);
    }

    /** What an alert by it shows. */
    public AlertCondition condition() {
        return new AlertCondition(metricType, comparison, thresholdValue, severity);
    }
}
