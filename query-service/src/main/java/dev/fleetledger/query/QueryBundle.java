package dev.fleetledger.query;

import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.Readiness;
import dev.fleetledger.kit.kafka.PositionBarrier;
import dev.fleetledger.query.alert.AlertDao;
import dev.fleetledger.query.alert.AlertGauges;
import dev.fleetledger.query.alert.AlertResource;
import dev.fleetledger.query.alert.GoughAlertResource;
import dev.fleetledger.query.alert.SilenceResource;
import dev.fleetledger.query.alert.ThresholdResource;
import dev.fleetledger.query.device.DeviceResource;
import dev.fleetledger.query.federate.FederateResource;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditResource;
import dev.fleetledger.query.identity.ApiKeyResource;
import dev.fleetledger.query.identity.IdentityDao;
import dev.fleetledger.query.identity.MeResource;
import dev.fleetledger.query.identity.UserResource;
import dev.fleetledger.query.ledger.CommandOutcomeResource;
import dev.fleetledger.query.ledger.CommandOutcomes;
import dev.fleetledger.query.node.NodeGauges;
import dev.fleetledger.query.node.NodeModule;
import dev.fleetledger.query.pdu.PduDao;
import dev.fleetledger.query.pdu.PduResource;
import dev.fleetledger.query.pdu.SocketResource;
import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.FleetStreams;
import dev.fleetledger.query.projection.LogEnds;
import dev.fleetledger.query.projection.Migrations;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.projection.alert.AlertStreams;
import dev.fleetledger.query.projection.node.NodeStreams;
import dev.fleetledger.query.projection.server.ServerStreams;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.query.server.ServerGauges;
import dev.fleetledger.query.server.ServerResource;
import dev.fleetledger.query.system.SystemMetricsResource;
import dev.fleetledger.query.telemetry.TelemetryModule;
import dev.fleetledger.query.webhook.WebhookDao;
import dev.fleetledger.query.webhook.WebhookResource;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The query-service: keeps the read models and answers every read. The topics must be there. */
public final class QueryBundle implements ConfiguredBundle<FleetConfiguration> {
    private final KitBundle kit;
    private final BackboneBundle backbone;

    public QueryBundle(KitBundle kit, BackboneBundle backbone) {
        this.kit = kit;
        this.backbone = backbone;
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        var kafka = configuration.kafka();
        var database = database(configuration, environment);
        var projectors = projectors(configuration, environment, database);

        var ends = new LogEnds(kafka);
        environment.lifecycle().manage(ends);
        var positions = PositionBarrier.start(kafka);
        environment.lifecycle().manage(new AutoCloseableManager(positions));
        var barrier = new ReadBarrier(positions::await);
        var audit = new AuditDao(database);
        var reads = new AggregateReads(audit, barrier, kit.clock());
        var outcomes = new CommandOutcomes(database, audit, () -> ends.awaitReached(projectors));

        var jersey = environment.jersey();
        var pdus = new PduDao(database);
        jersey.register(new ServerResource(new ServerDao(database), pdus, reads, barrier, kit.clock()));
        jersey.register(new PduResource(pdus, reads));
        jersey.register(new SocketResource(pdus, reads));
        jersey.register(new DeviceResource(pdus, reads));
        var alerts = new AlertDao(database);
        jersey.register(new AlertResource(alerts, reads));
        jersey.register(new ThresholdResource(alerts, reads));
        jersey.register(new SilenceResource(alerts, reads, kit.clock()));
        jersey.register(new GoughAlertResource(alerts, new ServerDao(database), barrier));
        jersey.register(new SystemMetricsResource(database, environment, kit.clock()));
        jersey.register(new WebhookResource(new WebhookDao(database), reads));
        jersey.register(new FederateResource(
                new ServerGauges(backbone.servers()), new NodeGauges(database), new AlertGauges(alerts)));
        jersey.register(new AuditResource(audit, barrier));
        jersey.register(new CommandOutcomeResource(outcomes));
        new TelemetryModule(configuration, environment, database).install(kit, barrier);
        new NodeModule(configuration, environment, database).install(backbone.nodes(), reads, kit.clock());
        var identity = new IdentityDao(database);
        jersey.register(new UserResource(identity, barrier));
        jersey.register(new MeResource(identity, backbone.identity(), barrier));
        jersey.register(new ApiKeyResource(identity, backbone.identity(), backbone.apiKeyUses(), barrier));
    }

    private static Jdbi database(FleetConfiguration configuration, Environment environment) {
        var settings = configuration.postgres();
        settings.getProperties().putIfAbsent("reWriteBatchedInserts", "true");
        // Seconds until a database that does not answer is said to be away.
        settings.getProperties().putIfAbsent("connectTimeout", "3");
        var source = settings.build(environment.metrics(), "postgres");
        Migrations.apply(source);
        return new JdbiFactory().build(environment, settings, source, "postgres");
    }

    private List<Projector<?>> projectors(FleetConfiguration configuration, Environment environment, Jdbi database) {
        var kafka = configuration.kafka();
        var positions = new Positions(kafka);
        environment.lifecycle().manage(positions);
        var projectors = new ArrayList<Projector<?>>();
        for (var spec : ReadModels.all()) {
            var projector = new Projector<>(spec, database, positions, kafka);
            projectors.add(projector);
            environment.lifecycle().manage(projector);
            var state = projector.state();
            kit.readiness()
                    .register("projection-" + spec.name(), () -> state.trouble().orElse(Readiness.READY));
        }
        var instance = configuration.instance();
        var settings = configuration.query();
        run("server-projection", ServerStreams.of(kafka, instance, settings.offlineAfter()), environment);
        run("alert-projection", AlertStreams.of(kafka, instance, settings.alertGrace()), environment);
        run("node-projection", NodeStreams.of(kafka, instance), environment);
        return List.copyOf(projectors);
    }

    private void run(String name, FleetStreams streams, Environment environment) {
        environment.lifecycle().manage(streams);
        kit.readiness().register(name, () -> streams.trouble().orElse(Readiness.READY));
        environment
                .metrics()
                .registerGauge(DeadLetters.METER + name, () -> streams.written(Topics.DEAD_LETTERS.topicName()));
    }
}
