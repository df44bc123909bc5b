package dev.fleetledger.standalone;

import dev.fleetledger.embedded.DataFolder;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.embedded.EmbeddedPostgresql;
import dev.fleetledger.embedded.Ports;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import io.dropwizard.core.setup.Bootstrap;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All services over an embedded Kafka and PostgreSQL, in this JVM. */
public final class Platform implements AutoCloseable {
    private final Lifecycle lifecycle;
    private final PlatformApplication application;
    private final EmbeddedKafka kafka;
    private final EmbeddedPostgresql postgresql;
    private final URI baseUri;
    private final Path credentials;

    private Platform(
            Lifecycle lifecycle,
            PlatformApplication application,
            EmbeddedKafka kafka,
            EmbeddedPostgresql postgresql,
            URI baseUri,
            Path credentials) {
        this.lifecycle = lifecycle;
        this.application = application;
        this.kafka = kafka;
        this.postgresql = postgresql;
        this.baseUri = baseUri;
        this.credentials = credentials;
    }

    /**
     * Starts everything and returns when it is ready; what was started is stopped again if a part fails.
     *
     * @param lifecycle owns the parts from now on
     * @throws dev.fleetledger.embedded.PlatformFailure if something is wrong that whoever runs it can cure
     */
    public static Platform start(PlatformOptions options, Lifecycle lifecycle) throws Exception {
        try {
            return startParts(options, lifecycle);
        } catch (Exception e) {
            lifecycle.close();
            throw e;
        }
    }

    private static Platform startParts(PlatformOptions options, Lifecycle lifecycle) throws Exception {
        var port = free(options.port());
        var adminPort = free(options.adminPort());
        var application = new PlatformApplication();
        var bootstrap = new Bootstrap<>(application);
        application.initialize(bootstrap);
        bootstrap.registerMetrics();

        var data = lifecycle.own("Data folder", DataFolder.open(options.data()));
        var files = new ConfigurationFiles(bootstrap, System.getenv());
        lifecycle.own("Log", Logs.start(bootstrap, files, data.path()));
        var kafka = lifecycle.start(
                "Kafka",
                () -> EmbeddedKafka.start(EmbeddedKafka.Config.in(data.kafka()).withDurability()));
        var postgresql = lifecycle.start(
                "PostgreSQL", () -> EmbeddedPostgresql.start(EmbeddedPostgresql.Config.in(data.postgres())));
        var variables =
                new HashMap<>(variables(data.path(), kafka.bootstrapServers(), postgresql.access(), port, adminPort));
        variables.putAll(options.variables());
        var configuration = files.services(variables);
        lifecycle.start("API", () -> HttpServer.start(application, bootstrap, configuration));
        lifecycle.start("Services", () -> Services.await(application.readiness()));

        var baseUri = URI.create("http://127.0.0.1:" + port);
        var credentials = data.path().resolve("credentials.json");
        if (options.agent()) {
            lifecycle.start(
                    "Agent",
                    () -> OwnAgent.start(baseUri, credentials, data.path().resolve("agent")));
        }
        return new Platform(lifecycle, application, kafka, postgresql, baseUri, credentials);
    }

    /** What the platform tells its services of themselves. */
    static Map<String, String> variables(
            Path data, String kafka, EmbeddedPostgresql.Access database, int port, int adminPort) {
        return Map.of(
                "FLEET_PORT", Integer.toString(port),
                "FLEET_ADMIN_PORT", Integer.toString(adminPort),
                "FLEET_INSTANCE_URL", "http://127.0.0.1:" + port,
                "FLEET_DATA", data.toString(),
                "FLEET_KAFKA_BOOTSTRAP_SERVERS", kafka,
                "FLEET_KAFKA_CLIENT_PROPERTIES",
                        EmbeddedKafka.clientFile(data.resolve("kafka")).toString(),
                "FLEET_POSTGRES_URL", database.jdbcUrl(),
                "FLEET_POSTGRES_USER", database.user(),
                "FLEET_POSTGRES_PASSWORD", database.password());
    }

    /** The port, found free now, before anything is started; any free one for 0. */
    private static int free(int port) {
        if (port == 0) {
            return Ports.free();
        }
        Ports.requireFree(port);
        return port;
    }

    /** Where the API answers. */
    public URI baseUri() {
        return baseUri;
    }

    /** What its API answers. */
    public List<Endpoint> endpoints() {
        return application.endpoints();
    }

    /** Its broker, to measure it by itself. */
    public EmbeddedKafka kafka() {
        return kafka;
    }

    /** Its database, to measure it by itself. */
    public EmbeddedPostgresql postgresql() {
        return postgresql;
    }

    /** Where the first start left its credentials. */
    public Path credentials() {
        return credentials;
    }

    /** Stops everything, the last started first. */
    @Override
    public void close() {
        lifecycle.close();
    }
}
