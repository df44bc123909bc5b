package dev.fleetledger.standalone.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.http.endpoint.Endpoint;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.standalone.Lifecycle;
import dev.fleetledger.standalone.Platform;
import dev.fleetledger.standalone.PlatformOptions;
import dev.fleetledger.standalone.cli.FleetCommand;
import dev.fleetledger.testing.openapi.OpenApiResponseValidator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** The whole platform in this JVM, and clients of each kind. */
public final class RunningPlatform implements AutoCloseable {
    /** All test classes together ask more of one address than a person does; receivers of webhooks are on this machine; jobs are fast. */
    private static final Map<String, String> SETTINGS = Map.of(
            "FLEET_OUTBOUND_NETWORKS", "127.0.0.1/32",
            "FLEET_SIMULATION_SPEED", "20",
            "FLEET_LOGIN_ATTEMPTS_PER_MINUTE", "100000",
            "FLEET_JOIN_REQUESTS_PER_MINUTE", "100000",
            "FLEET_RATE_LIMIT_ANONYMOUS_PER_HOUR", "100000",
            "FLEET_RATE_LIMIT_USER_PER_HOUR", "100000");

    private final Path data;
    private final Platform platform;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final JsonNode credentials;
    private final OpenApiResponseValidator described;

    private RunningPlatform(Path data, Platform platform) throws IOException {
        this.data = data;
        this.platform = platform;
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(new Client(http, platform.baseUri(), List.of(), null)
                                .get("/api/health/ready")
                                .status())
                        .isEqualTo(200));
        this.described = new OpenApiResponseValidator(new Client(http, platform.baseUri(), List.of(), null)
                .get("/api/openapi.json")
                .raw()
                .body());
        this.credentials =
                Json.mapper().readTree(data.resolve("credentials.json").toFile());
    }

    static RunningPlatform start() {
        return start(Map.of());
    }

    /** With more variables. */
    static RunningPlatform start(Map<String, String> more) {
        try {
            var data = Files.createTempDirectory("fleet-platform");
            var variables = new TreeMap<>(SETTINGS);
            variables.putAll(more);
            var platform = Platform.start(new PlatformOptions(data, 0, 0, false, variables), new Lifecycle(line -> {}));
            return new RunningPlatform(data, platform);
        } catch (Exception e) {
            throw new AssertionError("the platform did not start", e);
        }
    }

    /** Without credentials. */
    Client anonymous() {
        return new Client(http, platform.baseUri(), List.of(), described);
    }

    /** As the homelab's document shows it: an API key. */
    Client homelab() {
        return anonymous().with("X-API-Key", credentials.path("api_key").asText());
    }

    /** As the ChatOps document shows it: a token of the administrator. */
    Client chatops() {
        var login = Json.mapper()
                .createObjectNode()
                .put("email", credentials.path("admin_email").asText())
                .put("password", credentials.path("admin_password").asText());
        var token = anonymous().post("/api/auth/login", login.toString());
        assertThat(token.status()).isEqualTo(200);
        return anonymous()
                .with("Authorization", "Bearer " + token.field("access_token").asText());
    }

    /** With an API key of these scopes alone. */
    Client withScopes(String... scopes) {
        var body = Json.mapper().createObjectNode().put("name", "scoped");
        var list = body.putArray("scopes");
        List.of(scopes).forEach(list::add);
        var key = homelab().post("/api/v1/api-keys", body.toString());
        assertThat(key.status()).isEqualTo(201);
        return anonymous().with("X-API-Key", key.field("key").asText());
    }

    /** As a user of that role, by a token. */
    Client withRole(String role) {
        var email = role + "-" + UUID.randomUUID() + "@example.com";
        var password = UUID.randomUUID().toString();
        var user = Json.mapper()
                .createObjectNode()
                .put("email", email)
                .put("password", password)
                .put("role", role);
        assertThat(homelab().post("/api/users", user.toString()).status()).isEqualTo(201);
        var login = Json.mapper().createObjectNode().put("email", email).put("password", password);
        var token = anonymous().post("/api/auth/login", login.toString());
        assertThat(token.status()).isEqualTo(200);
        return anonymous()
                .with("Authorization", "Bearer " + token.field("access_token").asText());
    }

    /** A new server's slug. */
    String server() {
        var slug = "server-" + UUID.randomUUID().toString().substring(0, 12);
        var body = "{\"id\":\"%s\",\"hostname\":\"%s\"}".formatted(slug, slug);
        assertThat(homelab().post("/api/v1/servers", body).status()).isEqualTo(201);
        return slug;
    }

    /** With the API key of one server. */
    Client boundTo(String server) {
        var key = homelab().post("/api/v1/api-keys", "{\"name\":\"bound\",\"server_id\":\"%s\"}".formatted(server));
        assertThat(key.status()).isEqualTo(201);
        return anonymous().with("X-API-Key", key.field("key").asText());
    }

    /** What the platform answers. */
    List<Endpoint> endpoints() {
        return platform.endpoints();
    }

    /** With the key that agents have. */
    Client agent() {
        return anonymous().with("X-API-Key", credentials.path("agent_key").asText());
    }

    /** Everything that stands in the platform's topics until now, a byte as a character. */
    List<String> records() {
        var properties = KafkaSettings.singleBroker(platform.kafka().client())
                .client(Map.of("isolation.level", "read_uncommitted", "enable.auto.commit", false));
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(properties, bytes, bytes)) {
            var partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<String>();
            while (!ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                for (var found : consumer.poll(Duration.ofMillis(100))) {
                    records.add(text(found.key()) + text(found.value()));
                    found.headers().forEach(header -> records.add(text(header.value())));
                }
            }
            return records;
        }
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }

    /** Empties a read model, which the platform then builds anew. */
    void rebuild(String projection) {
        var exit = FleetCommand.commandLine().execute("--data", data.toString(), "projection", "rebuild", projection);
        assertThat(exit).isZero();
    }

    @Override
    public void close() throws IOException {
        platform.close();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> file.delete());
        }
    }
}
