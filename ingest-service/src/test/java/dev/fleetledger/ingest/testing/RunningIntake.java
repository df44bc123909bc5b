package dev.fleetledger.ingest.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.fleetledger.embedded.testing.RemoteWrite;
import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.Limits;
import dev.fleetledger.ingest.batch.ServerDirectory;
import dev.fleetledger.ingest.collectd.CollectdResource;
import dev.fleetledger.ingest.heartbeat.ServerResolver;
import dev.fleetledger.ingest.heartbeat.TelemetryWriter;
import dev.fleetledger.ingest.metrics.MetricsResource;
import dev.fleetledger.ingest.write.WriteResource;
import dev.fleetledger.kit.IngestSettings;
import dev.fleetledger.kit.KitBundle;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.body.BytesInFlight;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.telemetry.SampleBatch;
import dev.fleetledger.schemas.telemetry.SeriesSamples;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** The ways in over HTTP, before a real Kafka; two servers are known, {@code media} and {@code other}. */
public final class RunningIntake implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-01-18T10:30:00Z");
    public static final long MILLIS = NOW.toEpochMilli();

    /** New for each, so that nothing of another test is read back. */
    public final UUID media = UUID.randomUUID();

    public final UUID other = UUID.randomUUID();
    public final MetricRegistry metrics = new MetricRegistry();
    public final BytesInFlight bytesInFlight;
    private final KafkaSettings kafka = KafkaSettings.singleBroker(TestServers.kafka());
    private final Map<String, UUID> registered = new ConcurrentHashMap<>();
    private final TelemetryWriter telemetry;
    private final Server server;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningIntake(Limits limits, long capacity, Principal principal) throws Exception {
        new TopicProvisioner(kafka).provision();
        bytesInFlight = Intake.bytesInFlight(capacity, metrics);
        telemetry = new TelemetryWriter(kafka, bytesInFlight);
        var known = new HashMap<>(Map.of("media", media, "other", other));
        if (principal.server() != null) {
            known.put(principal.server().toString(), principal.server());
        }
        var resolver = new ServerResolver(
                name -> Optional.ofNullable(known.get(name)),
                host -> Optional.ofNullable(known.getOrDefault(host, registered.get(host))).stream()
                        .collect(Collectors.toSet()));
        var directory = new ServerDirectory(resolver, (call, id, hostname) -> {
            switch (String.valueOf(hostname)) {
                case "deleted" -> throw new RejectedException(new Rejection.NotFound("Server", "deleted"));
                case "full" ->
                    throw new RejectedException(new Rejection.Conflict("FLEET_FULL", "A fleet has room for 1"));
                case "later" -> throw new RejectedException(new Rejection.NoRoom("Not now", Duration.ofMinutes(2)));
                case "ambiguous" ->
                    throw new RejectedException(new Rejection.Conflict("AMBIGUOUS_HOSTNAME", "may be any"));
                default -> {}
            }
            return registered.computeIfAbsent(String.valueOf(hostname), any -> UUID.randomUUID());
        });
        var clock = InstantSource.fixed(NOW);
        var intake = new Intake(limits, directory, telemetry, bytesInFlight, clock, metrics);
        server = TestHttp.start(
                new KitBundle(clock),
                principal,
                new WriteResource(intake, List.of("server", "instance", "host")),
                new MetricsResource(intake),
                new CollectdResource(intake));
    }

    /** With the limits that there are by default. */
    public static Limits defaults() {
        return Limits.of(new IngestSettings());
    }

    public static RunningIntake start(Limits limits, long capacity) throws Exception {
        return new RunningIntake(limits, capacity, key(null, Permission.METRICS_WRITE));
    }

    public static RunningIntake start() throws Exception {
        return start(defaults(), 64 << 20);
    }

    /** With a key that may have servers registered. */
    public static RunningIntake registering() throws Exception {
        return new RunningIntake(defaults(), 64 << 20, key(null, Permission.METRICS_WRITE, Permission.SERVER_REGISTER));
    }

    /** With a key bound to a server that nothing is sent of. */
    public static RunningIntake boundElsewhere() throws Exception {
        return new RunningIntake(defaults(), 64 << 20, key(UUID.randomUUID(), Permission.METRICS_WRITE));
    }

    private static Principal key(@Nullable UUID only, Permission... permissions) {
        return new Principal(Principal.Kind.API_KEY, "k", "key", Set.of(permissions), only);
    }

    /** Posts bytes with those headers, names and values by turns. */
    public HttpResponse<String> post(String path, byte[] body, String... headers) throws Exception {
        return post(path, HttpRequest.BodyPublishers.ofByteArray(body), headers);
    }

    public HttpResponse<String> post(String path, HttpRequest.BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        return http.send(request(path, body, headers).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, HttpRequest.BodyPublisher body, String... headers) {
        var port = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-Key", "key")
                .POST(body);
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    /** Posts JSON. */
    public HttpResponse<String> json(String path, String body) throws Exception {
        return post(path, body.getBytes(UTF_8), "Content-Type", "application/json");
    }

    /** Writes as Prometheus does. */
    public HttpResponse<String> write(RemoteWrite request) throws Exception {
        return write(request.compressed());
    }

    public HttpResponse<String> write(byte[] body) throws Exception {
        return post("/api/v1/write", body, "Content-Type", "application/x-protobuf", "Content-Encoding", "snappy");
    }

    /** The uuid that a server of that hostname was registered with. */
    public Optional<UUID> registered(String hostname) {
        return Optional.ofNullable(registered.get(hostname));
    }

    /** How often that meter counted. */
    public long counted(String meter) {
        return metrics.counter("fleet.ingest." + meter).getCount();
    }

    /** Every series of a server in Kafka, in order. */
    public List<SeriesSamples> kept(UUID server) {
        return batches(server).stream()
                .flatMap(batch -> batch.samples().stream())
                .toList();
    }

    /** Every record of a server in Kafka, in order. */
    public List<SampleBatch> batches(UUID server) {
        var properties = kafka.client(Map.of("enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.TELEMETRY.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<SampleBatch>();
            await().until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.key().equals(server.toString())) {
                        found.add(AvroCodec.of(SampleBatch.class).decode(record.value()));
                    }
                }
                return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            });
            return found;
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new AssertionError("the server did not stop", e);
        }
        telemetry.close();
        http.close();
    }
}
