package dev.fleetledger.query.alert;

import dev.fleetledger.kit.Area;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.server.ServerDao;

/** Thresholds, alerts and silences, as the query-service has them. */
public final class AlertArea {

    private AlertArea() {}

    public static Area of(QueryServices with) {
        var alerts = new AlertDao(with.database());
        return Area.of(
                new AlertResource(alerts, with.reads()),
                new ThresholdResource(alerts, with.reads()),
                new SilenceResource(alerts, with.reads(), with.clock()),
                new GoughAlertResource(alerts, new ServerDao(with.database()), with.barrier()));
    }
}
