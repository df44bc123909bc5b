package dev.fleetledger.command;

import dev.fleetledger.command.alert.AlertCommandResource;
import dev.fleetledger.command.alert.ObservationProcess;
import dev.fleetledger.command.alert.SilenceCommandResource;
import dev.fleetledger.command.alert.ThresholdCommandResource;
import dev.fleetledger.command.alert.ThresholdRecords;
import dev.fleetledger.command.device.DeviceCommandResource;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.CsvImport;
import dev.fleetledger.command.http.OwnerForwarding;
import dev.fleetledger.command.identity.Authorization;
import dev.fleetledger.command.identity.IdentityModule;
import dev.fleetledger.command.identity.IdentityRecords;
import dev.fleetledger.command.ledger.LedgerRuntime;
import dev.fleetledger.command.ledger.LedgerSettings;
import dev.fleetledger.command.node.NodeModule;
import dev.fleetledger.command.pdu.PduCommandResource;
import dev.fleetledger.command.pdu.SocketCommandResource;
import dev.fleetledger.command.server.AgentRegistrationResource;
import dev.fleetledger.command.server.LastHeard;
import dev.fleetledger.command.server.ServerCommandResource;
import dev.fleetledger.command.webhook.WebhookModule;
import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.Readiness;
import dev.fleetledger.kit.kafka.PositionBarrier;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.time.Clock;
import java.util.List;

/** The command-service: owns partitions of the ledger and takes every change. */
public final class CommandBundle implements ConfiguredBundle<FleetConfiguration> {
    /** Each takes tens of megabytes for a moment. */
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

        var ledger = new LedgerRuntime(
                kafka,
                LedgerSettings.of(instance.id(), instance.url()).withSessionTimeout(kafka.ownerTimeout()),
                Clock.systemUTC(),
                Authorization::check,
                List.of(new IdentityRecords(), new ThresholdRecords()),
                environment.metrics());
        var barrier = PositionBarrier.start(kafka);
        var forwarding = new OwnerForwarding(
                ledger, hash, instance.url(), configuration.limits().bodyBytes());
        var commands = new Commands(ledger, hash, barrier::await, Commands.Bounds.DEFAULT);

        var jersey = environment.jersey();
        jersey.register(forwarding);
        jersey.register(new ServerCommandResource(commands, new LastHeard(backbone.servers())));
        jersey.register(new AgentRegistrationResource(commands));
        var tables = new CsvImport(commands, kit.clock());
        jersey.register(new PduCommandResource(commands, tables));
        jersey.register(new SocketCommandResource(commands));
        jersey.register(new DeviceCommandResource(commands, tables));
        jersey.register(new ThresholdCommandResource(commands));
        jersey.register(new AlertCommandResource(commands));
        jersey.register(new SilenceCommandResource(commands));
        var webhooks = new WebhookModule(
                ledger, commands, backbone.keyset(), configuration.outbound().addresses(), kit.clock());
        jersey.register(webhooks.resource());

        var identity = new IdentityModule(
                configuration, ledger, commands, backbone.keyset(), backbone.identity(), kit.clock());
        identity.resources().forEach(jersey::register);
        new NodeModule(configuration, commands, backbone.keyset(), backbone.identity(), kit.clock())
                .resources()
                .forEach(jersey::register);
        var observations = ObservationProcess.ofObservations(kafka, ledger);
        var quotas = ObservationProcess.ofQuotas(kafka, ledger);
        var firstStart = new FirstStart(ledger, identity.founding());

        environment.lifecycle().manage(new AutoCloseableManager(barrier));
        environment.lifecycle().manage(new AutoCloseableManager(forwarding));
        environment.lifecycle().manage(new AutoCloseableManager(ledger));
        environment.lifecycle().manage(firstStart);
        environment.lifecycle().manage(observations);
        environment.lifecycle().manage(quotas);
        environment.lifecycle().manage(webhooks.process());
        kit.readiness().register("ledger", () -> readiness(ledger));
        kit.readiness()
                .register(
                        "observations",
                        () -> observations.problem().or(quotas::problem).orElse(Readiness.READY));
        kit.readiness().register("first-start", firstStart::state);
        ledger.start();
    }

    private static String readiness(LedgerRuntime ledger) {
        return ledger.problem()
                .orElseGet(() -> ledger.owner(FleetId.DEFAULT).isPresent()
                        ? Readiness.READY
                        : "waiting for an owner of the fleet");
    }
}
