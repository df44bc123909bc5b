package dev.fleetledger.command;

import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;

/** The command-service by itself. */
public final class CommandApplication extends Application<FleetConfiguration> {

    /** Runs it; arguments as Dropwizard's, such as {@code server command.yml}. */
    public static void main(String[] arguments) throws Exception {
        new CommandApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "command-service";
    }

    @Override
    public void initialize(Bootstrap<FleetConfiguration> bootstrap) {
        var kit = new KitBundle();
        var backbone = BackboneBundle.deciding(kit);
        bootstrap.addBundle(kit);
        bootstrap.addBundle(backbone);
        bootstrap.addBundle(new CommandBundle(kit, backbone));
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        // The bundles are all there is.
    }
}
