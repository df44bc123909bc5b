package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.http.Endpoint;
import dev.fleetledger.kit.http.Json;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The whole platform in this JVM, and clients of each kind. */
public final class RunningPlatform implements AutoCloseable {
    /** All test classes together ask more of one address than a person does; receivers of webhooks are on this machine. */
    private static final Map<String, String> SETTINGS = Map.of(
            "FLEET_OUTBOUND_NETWORKS", "127.0.0.1/32",
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
        try {
            var data = Files.createTempDirectory("fleet-platform");
            var platform = Platform.start(new PlatformOptions(data, 0, 0, false, SETTINGS), new Lifecycle(line -> {}));
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

    /** What the platform answers. */
    List<Endpoint> endpoints() {
        return platform.endpoints();
    }

    /** With the key that agents have. */
    Client agent() {
        return anonymous().with("X-API-Key", credentials.path("agent_key").asText());
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
