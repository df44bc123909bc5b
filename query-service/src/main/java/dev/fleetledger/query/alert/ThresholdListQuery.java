package dev.fleetledger.query.alert;

import dev.fleetledger.query.read.Conditions;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Which thresholds are asked for; in the order they were made.
 *
 * @param serverId uuid or slug of the server that they are for alone
 */
public record ThresholdListQuery(
        @Nullable @Size(max = 63) String serverId,
        @Nullable @Size(max = 200) String metricType,
        @Nullable Boolean enabled) {

    /** @param server the uuid of the one that is named, if one is */
    Conditions conditions(@Nullable String server) {
        return new Conditions()
                .field("server_id", server)
                .field("metric_type", metricType)
                .field("enabled", enabled);
    }
}
