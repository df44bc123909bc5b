package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.alert.AlertView;
import dev.fleetledger.kit.alert.ThresholdView;
import dev.fleetledger.schemas.AggregateType;
import java.util.UUID;

/** Thresholds and alerts as the answers to commands show them: the state after the command. */
final class AlertAnswers {

    private AlertAnswers() {}

    static ThresholdView threshold(Threshold threshold, FleetState state) {
        return ThresholdView.of(
                threshold.id(),
                threshold.details(),
                threshold.createdAt(),
                threshold.updatedAt(),
                state.version(ThresholdDecider.subject(threshold.id())));
    }

    static AlertView alert(Alert alert) {
        var observation = alert.observation();
        var condition = observation.condition();
        var target = observation.target();
        var acknowledged = alert.acknowledged();
        var resolved = alert.resolved();
        return new AlertView(
                alert.id(),
                target.type() == AggregateType.SERVER ? UUID.fromString(target.id()) : null,
                target,
                observation.labels(),
                ThresholdDecider.parseId(observation.rule()).orElse(null),
                observation.rule(),
                condition.metricType(),
                condition.comparison(),
                condition.thresholdValue(),
                alert.value(),
                resolved == null ? AlertView.Status.ACTIVE : AlertView.Status.RESOLVED,
                alert.state(),
                condition.severity(),
                alert.message(),
                alert.triggeredAt(),
                observation.at(),
                resolved == null ? null : resolved.at(),
                resolved == null ? null : resolved.by(),
                resolved == null ? null : resolved.cause(),
                acknowledged == null ? null : acknowledged.at(),
                acknowledged == null ? null : acknowledged.by(),
                alert.silencedBy());
    }
}
