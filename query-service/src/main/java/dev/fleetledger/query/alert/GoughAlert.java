package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.AlertView;
import dev.fleetledger.domain.alert.AlertView.Status;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert for Gough.
 *
 * @param type what is measured
 * @param serverId the number of the server that it is about, or null
 * @param hostname of that server
 */
public record GoughAlert(
        UUID id,
        String type,
        Severity severity,
        Status status,
        AlertState state,
        String message,
        @Nullable Long serverId,
        @Nullable String hostname,
        @Nullable Double value,
        double threshold,
        boolean acknowledged,
        Instant createdAt) {

    /** The alert, about a server of that number and name if it is about one. */
    static GoughAlert of(AlertView alert, @Nullable Long number, @Nullable String hostname) {
        return new GoughAlert(
                alert.id(),
                alert.metricType(),
                alert.severity(),
                alert.status(),
                alert.state(),
                alert.message(),
                number,
                hostname,
                alert.value(),
                alert.thresholdValue(),
                alert.acknowledgedAt() != null,
                alert.triggeredAt());
    }
}
