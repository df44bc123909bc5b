package dev.fleetledger.query.alert;

import dev.fleetledger.kit.alert.AlertView.Status;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.schemas.alert.Severity;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are asked for; the newest first.
 *
 * @param serverId uuid or slug
 * @param acknowledged whether somebody looks after it
 */
public record AlertListQuery(
        @Nullable Status status,
        @Nullable @Size(max = 63) String serverId,
        @Nullable UUID thresholdId,
        @Nullable Severity severity,
        @Nullable @Size(max = 200) String metricType,
        @Nullable Boolean acknowledged) {

    /** @param server the uuid of the one that is named, if one is */
    Conditions conditions(@Nullable String server) {
        var conditions = new Conditions()
                .and("document ->> 'status' = :status", "status", status == null ? null : status.wireName())
                .and("document ->> 'server_id' = :server", "server", server)
                .and(
                        "document ->> 'threshold_id' = :threshold",
                        "threshold",
                        thresholdId == null ? null : thresholdId.toString())
                .and("document ->> 'severity' = :severity", "severity", severity == null ? null : severity.wireName())
                .and("document ->> 'metric_type' = :metric", "metric", metricType);
        return conditions.and(
                "(document ->> 'acknowledged_at' is not null) = :acknowledged", "acknowledged", acknowledged);
    }
}
