package dev.fleetledger.query.telemetry;

import dev.fleetledger.kit.Area;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.query.alert.BacktestResource;
import dev.fleetledger.query.area.QueryServices;
import dev.fleetledger.query.projection.DeadLetters;
import dev.fleetledger.query.projection.Positions;
import dev.fleetledger.query.projection.Projector;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.query.telemetry.store.Compactor;
import dev.fleetledger.query.telemetry.store.CorruptBlocks;
import dev.fleetledger.query.telemetry.store.Retention;
import dev.fleetledger.query.telemetry.store.SampleStore;
import dev.fleetledger.query.telemetry.store.SeriesDao;
import dev.fleetledger.query.telemetry.store.StoreMeters;
import dev.fleetledger.query.telemetry.store.TelemetryStore;
import dev.fleetledger.query.telemetry.store.VitalHistory;

/** Samples, as the query-service stores them and answers from them. */
public final class TelemetryArea {

    private TelemetryArea() {}

    public static Area of(QueryServices with) {
        var database = with.database();
        var clock = with.clock();
        var kafka = with.configuration().kafka();
        var settings = with.configuration().query();
        var metrics = with.environment().metrics();

        var meters = new StoreMeters(metrics);
        var positions = new Positions(kafka);
        var deadLetters = new DeadLetters(kafka, metrics.counter(DeadLetters.METER + TelemetryStore.NAME));
        var spec = TelemetryStore.projector(database, deadLetters, settings.keepSamples(), meters, clock);
        var projector = new Projector<>(spec, database, positions, kafka);
        var corrupt = new CorruptBlocks(meters.corruptBlocks());
        var kept = new Retention.Settings(settings.keepSamples(), settings.keepMinutes(), settings.keepHours());

        var samples = new SampleStore(database, corrupt);
        var series = new SeriesDao(database);
        var history = new VitalHistory(series, samples);
        var servers = new ServerDao(database);
        return Area.of(
                        new MetricsResource(servers, series, history, with.barrier(), clock),
                        new BacktestResource(servers, series, samples, clock),
                        new SeriesResource(servers, series, samples, with.barrier(), clock))
                .running(positions, deadLetters, projector, new Compactor(database, corrupt, kept, meters, clock))
                // Who is behind with samples still answers everything else.
                .readyOnce(
                        "projection-" + spec.name(),
                        () -> projector.state().failure().orElse(Readiness.READY));
    }
}
