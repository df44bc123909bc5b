package dev.fleetledger.query.telemetry;

import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.Readiness;
import dev.fleetledger.query.alert.BacktestResource;
import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.query.telemetry.store.Compactor;
import dev.fleetledger.query.telemetry.store.CorruptBlocks;
import dev.fleetledger.query.telemetry.store.Retention;
import dev.fleetledger.query.telemetry.store.SampleStore;
import dev.fleetledger.query.telemetry.store.SeriesDao;
import dev.fleetledger.query.telemetry.store.StoreMeters;
import dev.fleetledger.query.telemetry.store.TelemetryStore;
import dev.fleetledger.query.telemetry.store.VitalHistory;
import io.dropwizard.core.setup.Environment;
import org.jdbi.v3.core.Jdbi;

/** Wires what stores samples and answers from them. */
public final class TelemetryModule {
    private final FleetConfiguration configuration;
    private final Environment environment;
    private final Jdbi database;

    public TelemetryModule(FleetConfiguration configuration, Environment environment, Jdbi database) {
        this.configuration = configuration;
        this.environment = environment;
        this.database = database;
    }

    /** Has it all run with the service. */
    public void install(KitBundle kit, ReadBarrier barrier) {
        var meters = new StoreMeters(environment.metrics());
        project(kit, meters);
        var corrupt = new CorruptBlocks(meters.corruptBlocks());
        var samples = new SampleStore(database, corrupt);
        var series = new SeriesDao(database);
        var history = new VitalHistory(series, samples);
        var servers = new ServerDao(database);
        environment.jersey().register(new MetricsResource(servers, series, history, barrier, kit.clock()));
        environment.jersey().register(new BacktestResource(servers, series, samples, kit.clock()));
        environment.jersey().register(new SeriesResource(servers, series, samples, barrier, kit.clock()));
        var kept = new Retention.Settings(
                configuration.query().keepSamples(),
                configuration.query().keepMinutes(),
                configuration.query().keepHours());
        environment.lifecycle().manage(new Compactor(database, corrupt, kept, meters, kit.clock()));
    }

    private void project(KitBundle kit, StoreMeters meters) {
        var kafka = configuration.kafka();
        var positions = new Positions(kafka);
        var deadLetters =
                new DeadLetters(kafka, environment.metrics().counter(DeadLetters.METER + TelemetryStore.NAME));
        var spec = TelemetryStore.projector(
                database, deadLetters, configuration.query().keepSamples(), meters, kit.clock());
        var projector = new Projector<>(spec, database, positions, kafka);
        environment.lifecycle().manage(positions);
        environment.lifecycle().manage(deadLetters);
        environment.lifecycle().manage(projector);
        // Who is behind with samples still answers everything else.
        kit.readiness()
                .register(
                        "projection-" + spec.name(),
                        () -> projector.state().failure().orElse(Readiness.READY));
    }
}
