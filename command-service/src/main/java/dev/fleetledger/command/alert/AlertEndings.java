package dev.fleetledger.command.alert;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.webhook.Notices;
import dev.fleetledger.domain.alert.Alert;
import dev.fleetledger.domain.alert.Threshold;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.alert.NoticeKind;
import dev.fleetledger.schemas.event.AlertEnd;
import dev.fleetledger.schemas.event.AlertEvent.AlertResolved;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ThresholdEvent.ThresholdDeleted;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What ends together with something else, each with an event of its own so that its history says why. */
public final class AlertEndings {

    private AlertEndings() {}

    /** The ends of the alerts about a server that leaves the fleet, and of the thresholds for it alone. */
    public static List<FleetEvent> ofServer(FleetState state, UUID server) {
        var thresholds = state.alerts().thresholds().values().stream()
                .filter(threshold -> server.equals(threshold.details().serverId()))
                .map(Threshold::id)
                .sorted()
                .map(ThresholdDeleted::new);
        return Stream.<FleetEvent>concat(ofTarget(state, Server.ref(server)).stream(), thresholds)
                .toList();
    }

    /** The ends of the alerts about what leaves the fleet. */
    public static List<FleetEvent> ofTarget(FleetState state, AggregateRef target) {
        return all(state.alerts().ofTarget(target), AlertEnd.TARGET_DELETED, state);
    }

    /** The ends of the alerts by a rule. */
    static List<FleetEvent> ofRule(FleetState state, String rule, AlertEnd cause) {
        return all(state.alerts().ofRule(rule), cause, state);
    }

    private static List<FleetEvent> all(List<Alert> alerts, AlertEnd cause, FleetState state) {
        return alerts.stream()
                .flatMap(alert -> of(alert, new AlertResolved(alert.id(), cause, null, null), state).stream())
                .toList();
    }

    /** The end of an alert. Who was told that it is wrong is told that it is over. */
    static List<FleetEvent> of(Alert alert, AlertResolved end, FleetState state) {
        var severity = alert.condition().severity();
        var notices = alert.silencedBy() == null
                ? Notices.of(state.webhooks(), NoticeKind.ALERT_RESOLVED, alert.id(), severity)
                : List.<FleetEvent>of();
        return Stream.concat(Stream.of(end), notices.stream()).toList();
    }
}
