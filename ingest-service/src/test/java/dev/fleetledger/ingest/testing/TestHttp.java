package dev.fleetledger.ingest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.identity.Principal;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import org.eclipse.jetty.server.Server;

/** Resources over HTTP, without the rest of a service. */
public final class TestHttp {
    private TestHttp() {}

    /** Serves the resources to one principal, on a free port. */
    public static Server start(KitBundle kit, Principal principal, Object... resources) throws Exception {
        kit.authenticator((apiKey, bearer) -> Optional.of(principal));
        var bootstrap = new Bootstrap<>(new App());
        bootstrap.addBundle(kit);
        var yaml = """
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                """;
        var configuration = new YamlConfigurationFactory<>(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(UTF_8)), "test");
        var environment = new Environment(
                "test",
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        configuration.getServerFactory().configure(environment);
        bootstrap.run(configuration, environment);
        for (var resource : resources) {
            environment.jersey().register(resource);
        }
        var server = configuration.getServerFactory().build(environment);
        server.start();
        return server;
    }

    private static final class App extends Application<FleetConfiguration> {
        @Override
        public void run(FleetConfiguration configuration, Environment environment) {
            // The test registers its resource.
        }
    }
}
