package dev.fleetledger.query;

import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.Locale;

/** The query-service by itself. */
public final class QueryApplication extends Application<FleetConfiguration> {

    /** Runs it; arguments as Dropwizard's, such as {@code server service.yml}. */
    public static void main(String[] arguments) throws Exception {
        // What libraries make for machines to read, such as the names of files, is the same everywhere.
        Locale.setDefault(Locale.ROOT);
        new QueryApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "query-service";
    }

    @Override
    public void initialize(Bootstrap<FleetConfiguration> bootstrap) {
        var kit = new KitBundle();
        bootstrap.addBundle(kit);
        var backbone = BackboneBundle.verifying(kit);
        bootstrap.addBundle(backbone);
        bootstrap.addBundle(new QueryBundle(kit, backbone));
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        // The bundles are all there is.
    }
}
