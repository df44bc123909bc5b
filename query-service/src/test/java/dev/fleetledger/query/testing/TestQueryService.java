package dev.fleetledger.query.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.BackboneBundle;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.query.QueryBundle;
import dev.fleetledger.query.live.EventStreams;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.ConfiguredBundle;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/**
 * The whole query-service over a real broker and database. Its credentials are {@code <user>:<permissions>}, which an API key
 * (homelab) and a bearer token (ChatOps) may be.
 */
public final class TestQueryService implements AutoCloseable {
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestQueryService(Server server) {
        this.server = server;
    }

    /** Starts it on the catalogued topics and a new database; one at a time in a JVM. */
    public static TestQueryService start(Path directory) throws Exception {
        var kit = new KitBundle();
        var backbone = BackboneBundle.deciding(kit);
        var database = TestServers.postgres();
        var yaml =
                """
                kafka: {bootstrapServers: "%s", replicationFactor: 1, minInsyncReplicas: 1}
                postgres: {driverClass: org.postgresql.Driver, url: "%s", user: "%s", password: "%s"}
                instance: {dataDirectory: "%s"}
                """.formatted(TestServers.kafka(), database.jdbcUrl(), database.user(), database.password(), directory);
        return start("30s", yaml, kit, environment -> {}, backbone, new QueryBundle(kit, backbone));
    }

    /** A resource with its streams and nothing else, which forgets a connection on which nothing moves for so long. */
    public static TestQueryService streaming(String idleTimeout, EventStreams streams, Object resource)
            throws Exception {
        return start(idleTimeout, "", new KitBundle(), environment -> {
            environment.jersey().register(resource);
            environment.lifecycle().addEventListener(streams);
        });
    }

    @SafeVarargs
    private static TestQueryService start(
            String idleTimeout,
            String yaml,
            KitBundle kit,
            Consumer<Environment> parts,
            ConfiguredBundle<FleetConfiguration>... bundles)
            throws Exception {
        var bootstrap = new Bootstrap<>(new App());
        bootstrap.addBundle(kit);
        for (var bundle : bundles) {
            bootstrap.addBundle(bundle);
        }
        var configuration = configuration(bootstrap, """
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1, idleTimeout: %s}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                """.formatted(idleTimeout) + yaml);
        var environment = new Environment(
                "query",
                bootstrap.getObjectMapper(),
                bootstrap.getValidatorFactory(),
                bootstrap.getMetricRegistry(),
                bootstrap.getClassLoader(),
                bootstrap.getHealthCheckRegistry(),
                configuration);
        configuration.getServerFactory().configure(environment);
        bootstrap.run(configuration, environment);
        parts.accept(environment);
        kit.authenticator(TestQueryService::authenticate);
        var server = configuration.getServerFactory().build(environment);
        server.start();
        return new TestQueryService(server);
    }

    /** Asks as homelab's clients do. */
    public HttpResponse<String> homelab(String path, String credential, String... headers) {
        return get(path, HttpRequest.newBuilder().header("X-API-Key", credential), headers);
    }

    /** Asks as ChatOps' clients do. */
    public HttpResponse<String> chatops(String path, String credential, String... headers) {
        return get(path, HttpRequest.newBuilder().header("Authorization", "Bearer " + credential), headers);
    }

    /** The JSON of an answer. */
    public static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(response.body(), e);
        }
    }

    /** What Prometheus would read of it. */
    public String meters() {
        return send(HttpRequest.newBuilder(uri(1, "/metrics")).build()).body();
    }

    private HttpResponse<String> get(String path, HttpRequest.Builder request, String... headers) {
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.uri(uri(0, path)).build());
    }

    /** Where clients of the contracts ask. */
    public int port() {
        return port(0);
    }

    private int port(int connector) {
        return ((NetworkConnector) server.getConnectors()[connector]).getLocalPort();
    }

    private URI uri(int connector, String path) {
        return URI.create("http://127.0.0.1:" + port(connector) + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FleetConfiguration configuration(Bootstrap<FleetConfiguration> bootstrap, String yaml)
            throws Exception {
        return new YamlConfigurationFactory<>(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test");
    }

    private static Optional<Principal> authenticate(@Nullable String apiKey, @Nullable String bearer) {
        var credential = String.valueOf(apiKey == null ? bearer : apiKey).split(":", 2);
        if (credential.length < 2) {
            return Optional.empty();
        }
        var permissions = Arrays.stream(credential[1].split(","))
                .flatMap(name -> Permission.find(name).stream())
                .collect(Collectors.toSet());
        return Optional.of(new Principal(Principal.Kind.USER, credential[0], "Tester", permissions, null));
    }

    /** Stops it. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        client.close();
    }

    private static final class App extends Application<FleetConfiguration> {
        @Override
        public void run(FleetConfiguration configuration, Environment environment) {
            // The bundles are all there is.
        }
    }
}
