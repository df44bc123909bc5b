package dev.fleetledger.drill;

import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.Public;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Principal;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;

/**
 * The program of a process that serves HTTP as each service does, with the limits that it has by default. It prints its
 * port, and for each line that it reads the bytes that its heap holds after a collection.
 */
final class HttpNode {
    /** A path for anybody. */
    static final String PUBLIC = "/api/v1/drill/public";
    /** A path for who has a key, any. */
    static final String GUARDED = "/api/v1/drill/guarded";

    private static final String CONFIGURATION = """
            server:
              applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1, idleTimeout: 2m}]
              adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
              enableVirtualThreads: true
            logging: {level: WARN, appenders: [{type: console, target: stderr}]}
            """;

    private HttpNode() {}

    public static void main(String[] args) throws Exception {
        var server = start();
        System.out.println(((NetworkConnector) server.getConnectors()[0]).getLocalPort());
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (input.readLine() != null) {
            System.out.println(heap());
        }
        System.exit(0);
    }

    private static long heap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static Server start() throws Exception {
        var kit = new KitBundle();
        kit.authenticator((apiKey, bearer) -> Optional.ofNullable(apiKey).map(Principal::system));
        var bootstrap = new Bootstrap<>(new App());
        bootstrap.addBundle(kit);
        ConfigurationSourceProvider source =
                path -> new ByteArrayInputStream(CONFIGURATION.getBytes(StandardCharsets.UTF_8));
        var configuration = new YamlConfigurationFactory<>(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(source, "drill");
        configuration.getLoggingFactory().configure(bootstrap.getMetricRegistry(), "drill");
        var environment = new Environment(
                "drill",
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        configuration.getServerFactory().configure(environment);
        bootstrap.run(configuration, environment);
        environment.jersey().register(new Doors());
        var server = configuration.getServerFactory().build(environment);
        server.start();
        return server;
    }

    /** What is asked. */
    @Path("/api/v1/drill")
    @Speaks(Contract.HOMELAB)
    public static final class Doors {
        /** Anything. */
        public record Said(@NotNull String text) {}

        /** Takes a body from anybody. Not counted, as the drill's clients have one address and an attacker's have many. */
        @POST
        @Path("/public")
        @Public
        @Limited(RateLimit.APART)
        public Map<String, Integer> open(Body<Said> body) {
            return Map.of("length", body.read().text().length());
        }

        /** Takes a body from who has a key. */
        @POST
        @Path("/guarded")
        @Authenticated
        public Map<String, Integer> guarded(Body<Said> body) {
            return Map.of("length", body.read().text().length());
        }
    }

    private static final class App extends Application<FleetConfiguration> {
        @Override
        public void run(FleetConfiguration configuration, Environment environment) {
            // What is served is registered beside it.
        }
    }
}
