package dev.fleetledger.ingest;

import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.Locale;

/** The ingest-service by itself. */
public final class IngestApplication extends Application<FleetConfiguration> {

    /** Runs it; arguments as Dropwizard's, such as {@code server ingest.yml}. */
    public static void main(String[] arguments) throws Exception {
        // What libraries make for machines to read, such as the names of files, is the same everywhere.
        Locale.setDefault(Locale.ROOT);
        new IngestApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "ingest-service";
    }

    @Override
    public void initialize(Bootstrap<FleetConfiguration> bootstrap) {
        var kit = new KitBundle();
        var backbone = BackboneBundle.verifying(kit);
        bootstrap.addBundle(kit);
        bootstrap.addBundle(backbone);
        bootstrap.addBundle(new IngestBundle(kit, backbone));
    }

    @Override
    public void run(FleetConfiguration configuration, Environment environment) {
        // The bundles are all there is.
    }
}
