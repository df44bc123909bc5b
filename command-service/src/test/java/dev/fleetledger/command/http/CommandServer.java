package dev.fleetledger.command.http;

import dev.fleetledger.command.server.ServerCommandResource;
import dev.fleetledger.kit.FleetConfiguration;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.security.KeyedHash;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;

/** An area's commands over HTTP in front of a fake ledger. Any API key is good, and is its own principal. */
public final class CommandServer implements AutoCloseable {
    private static final URI SELF = URI.create("http://127.0.0.1:1");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Server server;
    private final OwnerForwarding forwarding;

    private CommandServer(Server server, OwnerForwarding forwarding) {
        this.server = server;
        this.forwarding = forwarding;
    }

    /** With the servers' commands. */
    static CommandServer start(FakeLedger ledger, Commands.ReadModel readModel, Commands.Bounds bounds)
            throws Exception {
        return start(
                ledger, readModel, bounds, commands -> new ServerCommandResource(commands, server -> Optional.empty()));
    }

    /** With those of a resource. */
    public static CommandServer start(
            FakeLedger ledger,
            Commands.ReadModel readModel,
            Commands.Bounds bounds,
            Function<Commands, Object> resource)
            throws Exception {
        var kit = new KitBundle();
        kit.authenticator((apiKey, bearer) -> Optional.ofNullable(apiKey).map(CommandServer::principal));
        var bootstrap = new Bootstrap<>(new App());
        bootstrap.addBundle(kit);
        var configuration = configuration(bootstrap);
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
        var hash = new KeyedHash(new byte[KeyedHash.KEY_BYTES]);
        var forwarding = new OwnerForwarding(ledger, hash, SELF);
        var commands = new Commands(ledger, hash, readModel, bounds);
        environment.jersey().register(forwarding);
        environment.jersey().register(resource.apply(commands));
        var server = configuration.getServerFactory().build(environment);
        server.start();
        return new CommandServer(server, forwarding);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + ((NetworkConnector) server.getConnectors()[0]).getLocalPort());
    }

    /** Sends a request with the key of "tester". */
    public HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same of bytes. */
    HttpResponse<String> send(String method, String path, byte[] body, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(uri().resolve(path))
                .header("Content-Type", "application/json")
                .header("X-API-Key", "tester")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static Principal principal(String name) {
        return new Principal(Principal.Kind.API_KEY, name, name, Set.of(Permission.SERVER_WRITE), null);
    }

    private static FleetConfiguration configuration(Bootstrap<?> bootstrap) throws Exception {
        var yaml = """
                server:
                  applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                  adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
                limits: {bodyBytes: 2000}
                """;
        return new YamlConfigurationFactory<>(
                        FleetConfiguration.class,
                        bootstrap.getValidatorFactory().getValidator(),
                        bootstrap.getObjectMapper(),
                        "dw")
                .build(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test");
    }

    @Override
    public void close() {
        forwarding.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class App extends Application<FleetConfiguration> {
        @Override
        public void run(FleetConfiguration configuration, Environment environment) {
            // The test registers its resources.
        }
    }
}
