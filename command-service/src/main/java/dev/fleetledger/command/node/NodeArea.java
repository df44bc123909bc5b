package dev.fleetledger.command.node;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.command.http.FailureThrottle;
import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.http.health.Readiness;
import io.dropwizard.lifecycle.AutoCloseableManager;

/** Nodes, as the command-service has them. */
public final class NodeArea {

    private NodeArea() {}

    public static Area of(AreaServices with) {
        var configuration = with.configuration();
        var codes = new RegistrationCodes(with.keyset().idempotency());
        var machine = new OwnMachine(configuration.instance().publicUrl());
        var guesses = new FailureThrottle(configuration.limits().unknownCodesPerMinute());
        var uses = SiteUses.start(configuration.kafka());
        var telemetry = new SiteTelemetry(configuration.kafka(), with.space());
        return Area.of(
                        new JoinResource(
                                with.commands(),
                                codes,
                                with.keyset().verifier(),
                                with.identity(),
                                machine,
                                guesses,
                                with.clock()),
                        new NodeCommandResource(with.commands(), codes, uses, with.clock()),
                        new NodeReportResource(with.commands(), telemetry, uses, with.clock()))
                .running(new AutoCloseableManager(uses), new AutoCloseableManager(telemetry))
                .readyOnce("site-uses", () -> uses.ready() ? Readiness.READY : "reading the sites' use");
    }
}
