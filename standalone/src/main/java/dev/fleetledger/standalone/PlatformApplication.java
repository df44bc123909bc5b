package dev.fleetledger.standalone;

import dev.fleetledger.kit.FleetConfiguration;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Environment;

/** The HTTP side of the platform: all services' endpoints on one port. */
final class PlatformApplication extends Application<FleetConfiguration> {
    @Override
    public String getName() {
        return "fleet-ledger";
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        environment.jersey().register(new LiveResource());
    }
}
