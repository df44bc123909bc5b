package dev.fleetledger.ingest;

import dev.fleetledger.ingest.heartbeat.HeartbeatResource;
import dev.fleetledger.ingest.heartbeat.HttpRegistrar;
import dev.fleetledger.ingest.heartbeat.ServerResolver;
import dev.fleetledger.ingest.heartbeat.TelemetryWriter;
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
        var telemetry = new TelemetryWriter(configuration.kafka(), settings.bytesInFlight());
        var resolver = new ServerResolver(backbone.servers()::findByName);

        environment.jersey().register(new HeartbeatResource(resolver, registrar, telemetry, kit.clock()));
        environment.lifecycle().manage(new AutoCloseableManager(registrar));
        environment.lifecycle().manage(new AutoCloseableManager(telemetry));
    }
}
