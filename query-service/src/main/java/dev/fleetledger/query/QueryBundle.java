package dev.fleetledger.query;

import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.kit.kafka.PositionBarrier;
import dev.fleetledger.query.alert.AlertArea;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.identity.IdentityArea;
import dev.fleetledger.query.job.JobArea;
import dev.fleetledger.query.ledger.LedgerArea;
import dev.fleetledger.query.live.EventStreams;
import dev.fleetledger.query.node.NodeArea;
import dev.fleetledger.query.power.PowerArea;
import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.FleetStreams;
import dev.fleetledger.query.projection.LogEnds;
import dev.fleetledger.query.projection.Migrations;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.projection.ProjectorState.Rebuilding;
import dev.fleetledger.query.projection.alert.AlertStreams;
import dev.fleetledger.query.projection.node.NodeStreams;
import dev.fleetledger.query.projection.server.ServerStreams;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerArea;
import dev.fleetledger.query.system.SystemArea;
import dev.fleetledger.query.telemetry.TelemetryArea;
import dev.fleetledger.query.template.TemplateArea;
import dev.fleetledger.query.webhook.WebhookArea;
import dev.fleetledger.schemas.topic.Topics;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jdbi3.JdbiFactory;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.util.ArrayList;
import java.util.List;
import org.glassfish.jersey.media.sse.SseFeature;
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
        var positions = PositionBarrier.start(kafka);
        var barrier = new ReadBarrier(positions::await);
        var streams = new EventStreams(kit.clock());
        environment.lifecycle().manage(ends);
        environment.lifecycle().manage(new AutoCloseableManager(positions));
        environment.lifecycle().addEventListener(streams);
        environment.jersey().register(SseFeature.class);

        var services = new QueryServices(
                configuration,
                environment,
                database,
                barrier,
                new AggregateReads(new AuditDao(database), barrier, kit.clock()),
                streams,
                () -> ends.awaitReached(projectors),
                backbone.identity(),
                backbone.apiKeyUses(),
                backbone.servers(),
                kit.clock());
        areas(services).forEach(area -> kit.add(area, environment));
    }

    private static List<Area> areas(QueryServices with) {
        return List.of(
                ServerArea.of(with),
                JobArea.of(with),
                TemplateArea.of(with),
                PowerArea.of(with),
                NodeArea.of(with),
                AlertArea.of(with),
                WebhookArea.of(with),
                IdentityArea.of(with),
                TelemetryArea.of(with),
                LedgerArea.of(with),
                SystemArea.of(with));
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
            state.onRebuild(() -> kit.readiness()
                    .registerLesser(
                            "rebuild-" + spec.name(),
                            () -> state.rebuilding().map(Rebuilding::says).orElse(Readiness.READY)));
            environment
                    .metrics()
                    .registerGauge(
                            "fleet.rebuild_remaining." + spec.name(),
                            () -> state.rebuilding().map(Rebuilding::remaining).orElse(0L));
        }
        var instance = configuration.instance();
        var settings = configuration.query();
        run("server-projection", ServerStreams.of(kafka, instance, settings.offlineAfter()), environment);
        run(
                "alert-projection",
                AlertStreams.of(kafka, instance, settings.alertGrace(), settings.alertSeries(), environment.metrics()),
                environment);
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
