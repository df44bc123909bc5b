package dev.fleetledger.kit.http.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** A real server with the kit and the resources of a test. Its credentials are {@code key:<permissions>}. */
final class TestService implements AutoCloseable {
    private final Server server;
    private final Readiness readiness;

    private TestService(Server server, Readiness readiness) {
        this.server = server;
        this.readiness = readiness;
    }

    Readiness readiness() {
        return readiness;
    }

    static TestService start(String limits, InstantSource clock, Object... resources) throws Exception {
        return start("30s", limits, clock, resources);
    }

    /** One beside services that documented themselves so. */
    static TestService beside(List<ObjectNode> documents, Object... resources) throws Exception {
        return start("30s", "", InstantSource.system(), documents, resources);
    }

    /** One that forgets a connection on which nothing moves for so long. */
    static TestService start(String idleTimeout, String limits, InstantSource clock, Object... resources)
            throws Exception {
        return start(idleTimeout, limits, clock, List.of(), resources);
    }

    private static TestService start(
            String idleTimeout, String limits, InstantSource clock, List<ObjectNode> documents, Object... resources)
            throws Exception {
        var kit = new KitBundle(clock);
        kit.documents(() -> documents);
        var bootstrap = new Bootstrap<>(new App());
        bootstrap.addBundle(kit);
        kit.authenticator(TestService::authenticate);
        var yaml = """
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1, idleTimeout: %s}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                limits: {%s}
                """.formatted(idleTimeout, limits);
        ConfigurationSourceProvider source = path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
        var configuration = new YamlConfigurationFactory<>(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(source, "test");
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
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return new TestService(server, kit.readiness());
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port(0));
    }

    URI adminUri() {
        return URI.create("http://127.0.0.1:" + port(1));
    }

    int port(int connector) {
        return ((NetworkConnector) server.getConnectors()[connector]).getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Principal> authenticate(@Nullable String apiKey, @Nullable String bearer) {
        var credential = apiKey == null ? String.valueOf(bearer) : apiKey;
        var bound = credential.startsWith("bound:");
        if (!bound && !credential.startsWith("key:")) {
            return Optional.empty();
        }
        Set<Permission> permissions = Arrays.stream(
                        credential.substring(credential.indexOf(':') + 1).split(","))
                .flatMap(name -> Permission.find(name).stream())
                .collect(Collectors.toSet());
        return Optional.of(new Principal(
                Principal.Kind.USER, credential, "Tester", permissions, bound ? UUID.randomUUID() : null));
    }

    private static final class App extends Application<FleetConfiguration> {
        @Override
        public void run(FleetConfiguration configuration, Environment environment) {}
    }
}
