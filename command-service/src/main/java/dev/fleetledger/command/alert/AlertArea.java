package dev.fleetledger.command.alert;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.http.health.Readiness;

/** Thresholds, alerts and silences, as the command-service has them. */
public final class AlertArea {

    private AlertArea() {}

    public static Area of(AreaServices with) {
        var kafka = with.configuration().kafka();
        var observations = ObservationProcess.ofObservations(kafka, with.ledger());
        var quotas = ObservationProcess.ofQuotas(kafka, with.ledger());
        return Area.of(
                        new ThresholdCommandResource(with.commands()),
                        new AlertCommandResource(with.commands()),
                        new SilenceCommandResource(with.commands(), with.clock()))
                .running(observations, quotas, SilenceProcess.of(with.ledger(), with.clock()))
                .readyOnce(
                        "observations",
                        () -> observations.problem().or(quotas::problem).orElse(Readiness.READY));
    }
}
