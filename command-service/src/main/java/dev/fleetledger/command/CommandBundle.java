package dev.fleetledger.command;

import dev.fleetledger.command.alert.AlertArea;
import dev.fleetledger.command.alert.ThresholdRecords;
import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.command.clock.ClockArea;
import dev.fleetledger.command.fleet.Capacity;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.OwnerForwarding;
import dev.fleetledger.command.identity.Authorization;
import dev.fleetledger.command.identity.IdentityArea;
import dev.fleetledger.command.identity.IdentityRecords;
import dev.fleetledger.command.job.JobArea;
import dev.fleetledger.command.ledger.LedgerRuntime;
import dev.fleetledger.command.ledger.LedgerSettings;
import dev.fleetledger.command.ledger.SpacedLedger;
import dev.fleetledger.command.node.NodeArea;
import dev.fleetledger.command.power.PowerArea;
import dev.fleetledger.command.server.ServerArea;
import dev.fleetledger.command.template.TemplateArea;
import dev.fleetledger.command.webhook.WebhookArea;
import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.kit.kafka.PositionBarrier;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.time.Clock;
import java.util.List;

/** The command-service: owns partitions of the ledger and takes every change. */
public final class CommandBundle implements ConfiguredBundle<FleetConfiguration> {
    private final KitBundle kit;
    private final BackboneBundle backbone;

    public CommandBundle(KitBundle kit, BackboneBundle backbone) {
        this.kit = kit;
        this.backbone = backbone;
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        var kafka = configuration.kafka();
        var instance = configuration.instance();
        var hash = backbone.keyset().idempotency();

        var runtime = new LedgerRuntime(
                kafka,
                LedgerSettings.of(instance.id(), instance.url())
                        .withSessionTimeout(kafka.ownerTimeout())
                        .withCapacity(Capacity.of(configuration.capacity()))
                        .withClock(configuration.clock()),
                Clock.systemUTC(),
                Authorization::check,
                List.of(new IdentityRecords(), new ThresholdRecords()),
                environment.metrics());
        var ledger = new SpacedLedger(runtime, kit.space());
        var barrier = PositionBarrier.start(kafka);
        var forwarding = new OwnerForwarding(ledger, hash, instance.url());
        Commands.ReadModel readModel = barrier::await;
        var commands = new Commands(
                ledger,
                hash,
                readModel.metered(environment.metrics().counter("ledger.span.projected.nanos")),
                Commands.Bounds.DEFAULT);

        environment.lifecycle().manage(new AutoCloseableManager(barrier));
        environment.lifecycle().manage(new AutoCloseableManager(forwarding));
        environment.lifecycle().manage(new AutoCloseableManager(runtime));
        kit.readiness().register("ledger", () -> readiness(runtime));
        kit.readiness().registerLesser("clock", () -> runtime.aheadOfClock().orElse(Readiness.READY));
        environment.jersey().register(forwarding);
        var services = new AreaServices(
                configuration,
                commands,
                ledger,
                backbone.keyset(),
                backbone.identity(),
                backbone.servers(),
                kit.space(),
                kit.clock());
        areas(services).forEach(area -> kit.add(area, environment));
        runtime.start();
    }

    private static List<Area> areas(AreaServices with) {
        return List.of(
                ServerArea.of(with),
                JobArea.of(with),
                TemplateArea.of(with),
                PowerArea.of(with),
                NodeArea.of(with),
                AlertArea.of(with),
                WebhookArea.of(with),
                IdentityArea.of(with),
                ClockArea.of(with));
    }

    private static String readiness(LedgerRuntime ledger) {
        return ledger.problem()
                .orElseGet(() -> ledger.owner(FleetId.DEFAULT).isPresent()
                        ? Readiness.READY
                        : "waiting for an owner of the fleet");
    }
}
