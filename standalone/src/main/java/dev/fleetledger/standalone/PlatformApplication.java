package dev.fleetledger.standalone;

import dev.fleetledger.command.CommandBundle;
import dev.fleetledger.ingest.IngestBundle;
import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.query.QueryBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.List;

/** The HTTP side of the platform: all services' endpoints on one port. */
final class PlatformApplication extends Application<FleetConfiguration> {
    private final KitBundle kit = new KitBundle();

    /** What must be ready before the platform is. */
    Readiness readiness() {
        return kit.readiness();
    }

    /** What it answers. */
    List<Endpoint> endpoints() {
        return kit.endpoints();
    }

    @Override
    public String getName() {
        return "fleet-ledger";
    }

    @Override
    public void initialize(Bootstrap<FleetConfiguration> bootstrap) {
        kit.watchDisk();
        var backbone = BackboneBundle.deciding(kit);
        bootstrap.addBundle(kit);
        bootstrap.addBundle(backbone);
        bootstrap.addBundle(new CommandBundle(kit, backbone));
        bootstrap.addBundle(new IngestBundle(kit, backbone));
        bootstrap.addBundle(new QueryBundle(kit, backbone));
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        // The bundles are all there is.
    }
}
