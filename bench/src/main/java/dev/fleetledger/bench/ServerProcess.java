package dev.fleetledger.bench;

import dev.fleetledger.command.identity.Credentials;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.embedded.EmbeddedPostgresql;
import dev.fleetledger.embedded.Ports;
import dev.fleetledger.standalone.cli.FleetCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server in a process of its own, so that what it uses can be told from what asks it. */
final class ServerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final Path data;
    private final URI endpoint;
    private final URI admin;

    private ServerProcess(List<String> command, Path data, URI endpoint, URI admin, String readyPath) throws Exception {
        this.data = data;
        this.endpoint = endpoint;
        this.admin = admin;
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(data.resolveSibling(data.getFileName() + ".log").toFile());
        builder.environment().put("FLEET_RATE_LIMIT_PRINCIPAL_PER_HOUR", "1000000000");
        builder.environment().put("FLEET_MOST_SERVERS", "1000000");
        this.process = builder.start();
        awaitReady(endpoint.resolve(readyPath));
    }

    /** The whole platform. */
    static ServerProcess platform(Path data) throws Exception {
        var port = Ports.free();
        var admin = Ports.free();
        var command = java(
                FleetCommand.class,
                "up",
                "--no-agent",
                "--port",
                Integer.toString(port),
                "--admin-port",
                Integer.toString(admin),
                "--data",
                data.toString());
        return new ServerProcess(
                command,
                data,
                URI.create("http://127.0.0.1:" + port + "/api/v1/write"),
                URI.create("http://127.0.0.1:" + admin + "/"),
                "/api/health/ready");
    }

    /** A service that does no more than to read the same tables: see {@link PlainService}. */
    static ServerProcess plain(Path data, EmbeddedPostgresql.Access database) throws Exception {
        Files.createDirectories(data);
        var port = Ports.free();
        var configuration = PlainService.configure(data.resolve("plain.yml"), port, database);
        var endpoint = URI.create("http://127.0.0.1:" + port + "/");
        return new ServerProcess(
                java(PlainService.class, "server", configuration.toString()), data, endpoint, endpoint, "/ping");
    }

    private static List<String> java(Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseG1GC",
                "-Xmx2g",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Prometheus as a receiver of remote write; empty where it is not installed. */
    static Optional<ServerProcess> prometheus(Path data) throws Exception {
        var program = Stream.of(System.getenv("PATH").split(":", -1))
                .map(folder -> Path.of(folder, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Files.createDirectories(data);
        var port = Ports.free();
        var configuration = Files.writeString(data.resolve("prometheus.yml"), "global: {}\n");
        var command = List.of(
                program.get().toString(),
                "--web.enable-remote-write-receiver",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + data.resolve("tsdb"),
                "--web.listen-address=127.0.0.1:" + port);
        var endpoint = URI.create("http://127.0.0.1:" + port + "/api/v1/write");
        return Optional.of(new ServerProcess(command, data, endpoint, endpoint, "/-/ready"));
    }

    private void awaitReady(URI ready) throws Exception {
        var end = System.nanoTime() + START.toNanos();
        try (var http = HttpClient.newHttpClient()) {
            while (process.isAlive() && System.nanoTime() < end) {
                try {
                    var request = HttpRequest.newBuilder(ready)
                            .timeout(Duration.ofSeconds(2))
                            .build();
                    if (http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // Not yet.
                }
                Thread.sleep(200);
            }
        }
        process.destroyForcibly();
        throw new IOException("no server at " + ready + "; its log is beside " + data);
    }

    /** A connection that writes samples. */
    HttpConnection connect() throws IOException {
        return new HttpConnection(
                endpoint,
                "Content-Type: application/x-protobuf\r\nContent-Encoding: snappy\r\n"
                        + key(credentials -> credentials.agentKey().value()));
    }

    /** A connection that registers servers as the platform's administrator. */
    HttpConnection registering(boolean async) throws IOException {
        return new HttpConnection(
                endpoint.resolve("/api/v1/servers"),
                "Content-Type: application/json\r\n"
                        + (async ? "Prefer: respond-async\r\n" : "")
                        + key(credentials -> credentials.apiKey().value()));
    }

    /** What the platform measures of itself: its counters, by their names as Prometheus has them. */
    Map<String, Double> counters() throws IOException {
        try (var connection = new HttpConnection(admin, "")) {
            return connection
                    .get("/metrics")
                    .required()
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.contains("{"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toMap(
                            parts -> parts[0], parts -> Double.parseDouble(parts[1]), (one, other) -> one));
        }
    }

    /** A connection that reads as the platform's administrator. */
    HttpConnection reading() throws IOException {
        return new HttpConnection(
                endpoint, key(credentials -> credentials.apiKey().value()));
    }

    URI endpoint() {
        return endpoint;
    }

    private String key(Function<Credentials, String> key) throws IOException {
        return credentials()
                .map(key)
                .map(value -> "X-API-Key: " + value + "\r\n")
                .orElse("");
    }

    /** Of the platform; empty for another server. */
    Optional<Credentials> credentials() throws IOException {
        return Credentials.read(data.resolve("credentials.json"));
    }

    /** What the server itself has used. */
    ProcessCosts own() {
        return ProcessCosts.of(Stream.of(process.toHandle()));
    }

    /** What its PostgreSQL has used; nothing if it has none. */
    ProcessCosts postgres() throws IOException {
        var file = data.resolve("postgres/data/postmaster.pid");
        if (!Files.exists(file)) {
            return ProcessCosts.of(Stream.of());
        }
        var postmaster =
                ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst()));
        return ProcessCosts.of(postmaster.stream().flatMap(root -> Stream.concat(Stream.of(root), root.descendants())));
    }

    Map<String, String> kafka() {
        return EmbeddedKafka.lastClient(data.resolve("kafka")).orElseThrow();
    }

    EmbeddedPostgresql.Access database() {
        return EmbeddedPostgresql.running(data.resolve("postgres")).orElseThrow();
    }

    Path data() {
        return data;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
