package dev.fleetledger.ingest;

import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.Limits;
import dev.fleetledger.ingest.batch.ServerDirectory;
import dev.fleetledger.ingest.collectd.CollectdResource;
import dev.fleetledger.ingest.heartbeat.HeartbeatResource;
import dev.fleetledger.ingest.heartbeat.HttpRegistrar;
import dev.fleetledger.ingest.heartbeat.ServerResolver;
import dev.fleetledger.ingest.heartbeat.TelemetryWriter;
import dev.fleetledger.ingest.metrics.MetricsResource;
import dev.fleetledger.ingest.node.NodeStatsResource;
import dev.fleetledger.ingest.write.WriteResource;
import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.util.Objects;

/** The ingest-service: takes telemetry in. */
public final class IngestBundle implements ConfiguredBundle<FleetConfiguration> {
    private final KitBundle kit;
    private final BackboneBundle backbone;

    public IngestBundle(KitBundle kit, BackboneBundle backbone) {
        this.kit = kit;
        this.backbone = backbone;
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        var settings = configuration.ingest();
        var registrar = new HttpRegistrar(Objects.requireNonNullElse(
                settings.commandService(), configuration.instance().url()));
        var metrics = environment.metrics();
        var bytesInFlight = Intake.bytesInFlight(settings.bytesInFlight(), metrics);
        var telemetry = new TelemetryWriter(configuration.kafka(), bytesInFlight, kit.space());
        var resolver = new ServerResolver(backbone.servers()::findByName, backbone.servers()::findByHost);
        var directory = new ServerDirectory(resolver, registrar);
        var intake = new Intake(Limits.of(settings), directory, telemetry, bytesInFlight, kit.clock(), metrics);

        environment.jersey().register(new HeartbeatResource(resolver, registrar, telemetry, kit.clock()));
        environment.jersey().register(new MetricsResource(intake));
        environment.jersey().register(new WriteResource(intake, settings.serverLabels()));
        environment.jersey().register(new CollectdResource(intake));
        environment.jersey().register(new NodeStatsResource(telemetry, kit.clock()));
        environment.lifecycle().manage(new AutoCloseableManager(registrar));
        environment.lifecycle().manage(new AutoCloseableManager(telemetry));
    }
}
