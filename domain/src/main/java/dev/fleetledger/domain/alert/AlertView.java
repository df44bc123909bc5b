package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.AlertEnd;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An alert.
 *
 * @param serverId the server that it is about, or null if it is about something else
 * @param target what it is about
 * @param labels what else tells the target apart
 * @param thresholdId the threshold that was crossed, or null for a rule of the platform's own
 * @param rule the threshold's id, or the name of the platform's own rule
 * @param value what was measured when its state last changed; null if it was silence
 * @param state how the target stands to the rule, as long as it is active
 * @param triggeredAt when the ledger had it
 * @param observedAt when it began, by the clock of what was measured
 * @param resolvedBy who did: {@code user:1}, {@code system:alerts}
 * @param resolution why it is over
 * @param acknowledgedBy who looks after it
 * @param silencedBy the silence by which nobody was told
 */
public record AlertView(
        UUID id,
        @Nullable UUID serverId,
        AggregateRef target,
        SortedMap<String, String> labels,
        @Nullable UUID thresholdId,
        String rule,
        String metricType,
        Comparison comparison,
        double thresholdValue,
        @Nullable Double value,
        Status status,
        AlertState state,
        Severity severity,
        String message,
        Instant triggeredAt,
        Instant observedAt,
        @Nullable Instant resolvedAt,
        @Nullable String resolvedBy,
        @Nullable AlertEnd resolution,
        @Nullable Instant acknowledgedAt,
        @Nullable String acknowledgedBy,
        @Nullable UUID silencedBy) {

    /** Whether it goes on. */
    public enum Status {
        ACTIVE,
        RESOLVED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static AlertView of(Alert alert) {
        var condition = alert.condition();
        var target = alert.target();
        var acknowledged = alert.acknowledged();
        var resolved = alert.resolved();
        return new AlertView(
                alert.id(),
                target.type() == AggregateType.SERVER ? UUID.fromString(target.id()) : null,
                target,
                alert.labels(),
                Threshold.idOf(alert.rule()).orElse(null),
                alert.rule(),
                condition.metricType(),
                condition.comparison(),
                condition.thresholdValue(),
                alert.latest().value(),
                resolved == null ? Status.ACTIVE : Status.RESOLVED,
                alert.latest().state(),
                condition.severity(),
                alert.message(),
                alert.triggeredAt(),
                alert.observedAt(),
                resolved == null ? null : resolved.at(),
                resolved == null ? null : resolved.by(),
                resolved == null ? null : resolved.cause(),
                acknowledged == null ? null : acknowledged.at(),
                acknowledged == null ? null : acknowledged.by(),
                alert.silencedBy());
    }
}
