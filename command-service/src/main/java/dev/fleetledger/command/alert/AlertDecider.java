package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.AlertCommand.AcknowledgeAlert;
import dev.fleetledger.command.alert.AlertCommand.Observe;
import dev.fleetledger.command.alert.AlertCommand.ResolveAlert;
import dev.fleetledger.command.alert.AlertCommand.UnsilenceAlert;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.webhook.Notices;
import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.Sighting;
import dev.fleetledger.domain.alert.Silence;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.alert.AlertCondition;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertAcknowledged;
import dev.fleetledger.schemas.event.AlertEvent.AlertChanged;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.AlertEvent.AlertTriggered;
import dev.fleetledger.schemas.event.AlertEvent.AlertUnsilenced;
import dev.fleetledger.schemas.event.FleetEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Decides what becomes of alerts. What was observed of a rule that has changed since, of a target that is gone, or before
 * something that was decided on already, changes nothing: so observations may come again, and topologies start over.
 */
final class AlertDecider {

    private AlertDecider() {}

    static Decision observe(Observe command, FleetState state, Instant now) {
        var observation = command.observation();
        var seen = state.alerts().seen(observation).orElse(Sighting.NONE);
        var nothing = Decision.unchanged(observation.target());
        if (!applies(observation, state) || !seen.isBefore(observation)) {
            return nothing;
        }
        if (seen.open() == null) {
            return observation.raises() ? triggered(command, state, now) : nothing;
        }
        var alert = state.alerts().alert(seen.open()).orElseThrow();
        if (observation.state() == AlertState.OK) {
            return accept(AlertEndings.of(
                    alert,
                    new AlertResolved(alert.id(), AlertEnd.RECOVERED, observation.number(), observation.value()),
                    state));
        }
        return observation.state() == alert.latest().state()
                ? nothing
                : Decision.accept(new AlertChanged(
                        alert.id(), observation.number(), observation.state(), observation.at(), observation.value()));
    }

    private static Decision triggered(Observe command, FleetState state, Instant now) {
        var id = command.alertId();
        var observation = command.observation();
        var message = command.message() == null ? message(observation, state) : command.message();
        var silence = SilenceDecider.covering(
                        observation.rule(), observation.target(), observation.condition(), state, now)
                .map(Silence::id);
        var events = new ArrayList<FleetEvent>();
        events.add(new AlertTriggered(id, observation, message, silence.orElse(null)));
        if (silence.isEmpty()) {
            events.addAll(notices(id, observation.condition(), state));
        }
        return accept(events);
    }

    static Decision unsilence(UnsilenceAlert command, FleetState state, Instant now) {
        var silenced = SilenceDecider.noLongerSilenced(state, now).stream()
                .filter(alert -> alert.id().equals(command.alertId()))
                .findFirst();
        if (silenced.isEmpty()) {
            return Decision.unchanged(Alert.ref(command.alertId()));
        }
        var events = new ArrayList<FleetEvent>();
        events.add(new AlertUnsilenced(command.alertId()));
        events.addAll(notices(command.alertId(), silenced.get().condition(), state));
        return accept(events);
    }

    private static List<FleetEvent> notices(UUID alert, AlertCondition condition, FleetState state) {
        return Notices.of(state.webhooks(), NoticeKind.ALERT_TRIGGERED, alert, condition.severity());
    }

    private static Decision accept(List<FleetEvent> events) {
        return new Decision.Accepted(events.getFirst().aggregate(), events);
    }

    static Decision acknowledge(AcknowledgeAlert command, FleetState state) {
        return ifOpen(
                command.alertId(),
                state,
                alert -> alert.acknowledged() == null
                        ? Decision.accept(new AlertAcknowledged(alert.id()))
                        : Decision.unchanged(alert.ref()));
    }

    static Decision resolve(ResolveAlert command, FleetState state) {
        return ifOpen(
                command.alertId(),
                state,
                alert -> accept(
                        AlertEndings.of(alert, new AlertResolved(alert.id(), AlertEnd.REQUESTED, null, null), state)));
    }

    private static Decision ifOpen(UUID id, FleetState state, Function<Alert, Decision> decide) {
        var found = state.alerts().alert(id);
        if (found.isEmpty()) {
            return Decision.refuse(new Rejection.NotFound("Alert", id.toString()));
        }
        return found.get().resolved() == null
                ? decide.apply(found.get())
                : Decision.refuse(new Rejection.Conflict("ALERT_RESOLVED", "Alert '" + id + "' is resolved already"));
    }

    private static boolean applies(Observation observation, FleetState state) {
        var target = observation.target();
        if (target.type() == AggregateType.SERVER
                && state.servers().find(UUID.fromString(target.id())).isEmpty()) {
            return false;
        }
        return Threshold.idOf(observation.rule())
                .map(id -> state.alerts()
                        .threshold(id)
                        .filter(threshold -> threshold.details().enabled())
                        .filter(threshold -> state.version(Threshold.ref(id)) == observation.ruleVersion())
                        .isPresent())
                .orElse(true);
    }

    private static String message(Observation observation, FleetState state) {
        var condition = observation.condition();
        var labels = observation.labels().isEmpty() ? "" : observation.labels().toString();
        var what = name(observation.target(), state) + ": " + condition.metricType() + labels;
        if (observation.state() == AlertState.NO_DATA) {
            return what + " has not been heard of";
        }
        var is = observation.value() == null ? "" : number(observation.value()) + ", ";
        return "%s is %s%s %s".formatted(what, is, condition.comparison().symbol(), number(condition.thresholdValue()));
    }

    private static String name(AggregateRef target, FleetState state) {
        var name = switch (target.type()) {
            case SERVER -> state.servers().find(UUID.fromString(target.id())).map(Server::slug);
            case NODE ->
                state.nodes()
                        .find(Long.parseLong(target.id()))
                        .map(node -> node.details().hostname());
            default -> Optional.<String>empty();
        };
        return name.orElseGet(target::toString);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
