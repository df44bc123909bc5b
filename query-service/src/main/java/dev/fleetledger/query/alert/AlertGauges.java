package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.AlertView;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.query.federate.Gauges;
import io.prometheus.metrics.model.snapshots.Labels;

/** The alerts that are open; the newest thousands of them if there are very many. */
public final class AlertGauges implements Gauges.Source {
    private static final int MOST_PAGES = 10;
    private static final AlertListQuery ACTIVE =
            new AlertListQuery(AlertView.Status.ACTIVE, null, null, null, null, null);

    private final AlertDao alerts;

    public AlertGauges(AlertDao alerts) {
        this.alerts = alerts;
    }

    @Override
    public void collect(Gauges gauges) {
        var total = Long.MAX_VALUE;
        var shown = 0;
        for (var page = 1; page <= MOST_PAGES && shown < total; page++) {
            var part = alerts.alerts(ACTIVE, new PageRequest.Many(page, null), null);
            part.items().forEach(alert -> collect(gauges, alert));
            shown += part.items().size();
            total = part.items().isEmpty() ? shown : part.total();
        }
        gauges.add("fleet_alerts_active", "How many alerts are open.", total, Labels.EMPTY);
    }

    private static void collect(Gauges gauges, AlertView alert) {
        var labels = Labels.of(
                "alert", alert.id().toString(),
                "rule", alert.rule(),
                "target_type", alert.target().type().wireName(),
                "target", alert.target().id(),
                "metric", alert.metricType(),
                "severity", alert.severity().wireName(),
                "state", alert.state().wireName(),
                "acknowledged", Boolean.toString(alert.acknowledgedAt() != null));
        gauges.add("fleet_alert_active", "1 for each open alert.", 1, labels);
    }
}
