package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.AlertView.Status;
import dev.fleetledger.query.read.Conditions;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.telemetry.SeriesText;
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
        @Nullable @Size(max = SeriesText.LONGEST_NAME) String metricType,
        @Nullable Boolean acknowledged) {

    /** @param server the uuid of the one that is named, if one is */
    Conditions conditions(@Nullable String server) {
        return new Conditions()
                .field("status", status)
                .field("server_id", server)
                .field("threshold_id", thresholdId)
                .field("severity", severity)
                .field("metric_type", metricType)
                .and("(document ->> 'acknowledged_at' is not null) = :acknowledged", "acknowledged", acknowledged);
    }
}
