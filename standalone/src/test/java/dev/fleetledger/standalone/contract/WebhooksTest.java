package dev.fleetledger.standalone.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Alerts told by webhook, against a receiver on this machine, as Standard Webhooks has it. */
@ExtendWith(PlatformExtension.class)
class WebhooksTest {
    private static final String WEBHOOKS = "/api/v1/webhooks";
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningPlatform platform;
    private final Client client;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private final HttpServer receiver;
    private final String token = "t0p-" + UUID.randomUUID();
    private String webhook = "";
    private String secret = "";

    record Received(@Nullable String query, String id, long timestamp, String signature, String body) {
        JsonNode json() {
            try {
                return Json.mapper().readTree(body);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    WebhooksTest(RunningPlatform platform) throws IOException {
        this.platform = platform;
        this.client = platform.chatops();
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
    }

    @BeforeEach
    void subscribe() {
        var created =
                client.post(WEBHOOKS, "{\"name\": \"Ops\", \"url\": \"%s\"}".formatted(url("/hook?token=" + token)));
        assertThat(created.status()).isEqualTo(201);
        webhook = created.field("id").asText();
        secret = created.field("secret").asText();
    }

    @AfterEach
    void stop() {
        client.delete(WEBHOOKS + "/" + webhook);
        receiver.stop(0);
    }

    @Test
    @DisplayName("rule 13: a URL's query is sealed, shown as stars, kept by them, and reaches its receiver alone")
    void aSecretInTheUrl() {
        var path = WEBHOOKS + "/" + webhook;
        var shown = client.get(path);
        var url = shown.field("url").asText();
        assertThat(url).isEqualTo(url("/hook?********"));
        var kept = client.put(path, "{\"name\": \"Kept\", \"url\": \"%s\"}".formatted(url));
        assertThat(kept.status()).isEqualTo(200);
        assertThat(kept.field("name").asText()).isEqualTo("Kept");
        assertThat(kept.field("url").asText()).isEqualTo(url);
        client.post(path + "/test", "");
        await().atMost(SOON).until(() -> received.size() == 1);
        assertThat(received.getFirst().query()).isEqualTo("token=" + token);

        var other = "0th3r-" + token;
        assertThat(client.put(path, "{\"url\": \"%s\"}".formatted(url("/hook?token=" + other)))
                        .field("url")
                        .asText())
                .isEqualTo(url);
        client.post(path + "/test", "");
        await().atMost(SOON).until(() -> received.size() == 2);
        assertThat(received.get(1).query()).isEqualTo("token=" + other);
        assertThat(deliveries("delivered", 2)).isNotEmpty();

        for (var text : List.of(
                shown.raw().body(),
                kept.raw().body(),
                client.get(WEBHOOKS).raw().body(),
                client.get(path + "/deliveries").raw().body(),
                client.get(path + "/history").raw().body(),
                client.get("/api/v1/audit?aggregate=webhook&id=" + webhook)
                        .raw()
                        .body())) {
            assertThat(text).doesNotContain(token);
        }
        assertThat(platform.records())
                .anyMatch(record -> record.contains(url("/hook")))
                .noneMatch(record -> record.contains(token));
    }

    @Test
    @DisplayName("rule 13: with another address a URL's query must be sent anew, and none is made of what is shown")
    void aHiddenQueryGoesNowhereElse() {
        var path = WEBHOOKS + "/" + webhook;
        for (var elsewhere : List.of(
                url("/other?********"), "http://127.0.0.1:1/hook?********", "https://evil.example/hook?********")) {
            var refused = client.put(path, "{\"url\": \"%s\"}".formatted(elsewhere));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field("detail").path(0).path("loc").path(1).asText())
                    .isEqualTo("url");
        }
        assertThat(client.post(WEBHOOKS, "{\"url\": \"%s\"}".formatted(url("/hook?********")))
                        .status())
                .isEqualTo(422);
        assertThat(client.put(path, "{\"url\": \"%s\"}".formatted(url("/plain")))
                        .field("url")
                        .asText())
                .isEqualTo(url("/plain"));
        assertThat(client.put(path, "{\"url\": \"%s\"}".formatted(url("/plain?********")))
                        .status())
                .isEqualTo(422);
        client.post(path + "/test", "");
        await().atMost(SOON).until(() -> received.size() == 1);
        assertThat(received.getFirst().query()).isNull();
    }

    @Test
    @DisplayName("An alert and its end are each told once, signed, and stand in the delivery log")
    void alertsAreTold() {
        var server = server();
        watch(server);
        heartbeat(server, 95, 30);
        await().atMost(SOON).until(() -> received.size() == 1);
        var triggered = received.getFirst();
        assertSigned(triggered);
        assertThat(triggered.json().path("type").asText()).isEqualTo("alert.triggered");
        assertThat(triggered.json().path("timestamp").asText()).endsWith("Z");
        var alert = triggered.json().path("data");
        assertThat(alert.path("message").asText()).contains(server);
        assertThat(alert.path("status").asText()).isEqualTo("active");

        heartbeat(server, 20, 20);
        await().atMost(SOON).until(() -> received.size() == 2);
        var resolved = received.get(1);
        assertSigned(resolved);
        assertThat(resolved.json().path("type").asText()).isEqualTo("alert.resolved");
        assertThat(resolved.json().path("data").path("id")).isEqualTo(alert.path("id"));
        assertThat(resolved.id()).isNotEqualTo(triggered.id());

        var log = deliveries("delivered", 2);
        assertThat(log).extracting(one -> one.path("id").asText()).containsExactly(resolved.id(), triggered.id());
        assertThat(log.get(1).path("alert_id")).isEqualTo(alert.path("id"));
        assertThat(log.get(1).path("response_status").asInt()).isEqualTo(204);
        assertThat(log.get(1).path("attempts").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("What was not taken is sent again under the same id; a receiver that is gone is left alone")
    void retried() {
        answers.addAll(List.of(503, 204));
        var sent = client.post(WEBHOOKS + "/" + webhook + "/test", "");
        assertThat(sent.status()).isEqualTo(202);
        await().atMost(SOON).until(() -> received.size() == 2);
        assertThat(received)
                .extracting(Received::id)
                .containsOnly(sent.field("delivery_id").asText());
        received.forEach(this::assertSigned);
        assertThat(received.get(1).timestamp() - received.get(0).timestamp()).isGreaterThanOrEqualTo(4);
        assertThat(received.getFirst().json().path("type").asText()).isEqualTo("webhook.test");
        assertThat(deliveries("delivered", 1).get(0).path("attempts").asInt()).isEqualTo(2);

        answers.add(410);
        client.post(WEBHOOKS + "/" + webhook + "/test", "");
        assertThat(deliveries("failed", 1).get(0).path("response_status").asInt())
                .isEqualTo(410);
        assertThat(client.get(WEBHOOKS + "/" + webhook).field("enabled").asBoolean())
                .isFalse();
    }

    @Test
    @DisplayName("Redirects are not followed")
    void redirects() {
        answers.addAll(List.of(302, 204));
        client.post(WEBHOOKS + "/" + webhook + "/test", "");
        await().atMost(SOON).until(() -> received.size() == 2);
        assertThat(received).extracting(Received::body).doesNotContain("");
        assertThat(deliveries("delivered", 1).get(0).path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("Rule 13: a secret is shown once, when it is made, and what stands for it keeps it")
    void secrets() {
        assertThat(secret).startsWith("whsec_");
        var path = WEBHOOKS + "/" + webhook;
        assertThat(client.get(path).field("secret").asText()).isEqualTo("********");
        assertThat(client.get(WEBHOOKS).raw().body()).doesNotContain(secret);
        assertThat(client.put(path, "{\"secret\": \"********\", \"name\": \"Other\"}")
                        .field("secret")
                        .asText())
                .isEqualTo("********");
        client.post(path + "/test", "");
        await().atMost(SOON).until(() -> received.size() == 1);
        assertSigned(received.getFirst());

        secret = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);
        assertThat(client.put(path, "{\"secret\": \"%s\"}".formatted(secret))
                        .field("secret")
                        .asText())
                .isEqualTo("********");
        client.post(path + "/test", "");
        await().atMost(SOON).until(() -> received.size() == 2);
        assertSigned(received.get(1));
        var history = client.get(path + "/history?order=asc");
        assertThat(history.field("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("webhook.created", "webhook.updated", "webhook.secret-changed");
        assertThat(history.raw().body()).doesNotContain(secret);
        assertThat(client.put(path, "{\"secret\": \"whsec_c2hvcnQ=\"}").status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @DisplayName("Addresses that are private, of one link, of many or of metadata are refused")
    @ValueSource(
            strings = {
                "http://10.0.0.1/", "http://169.254.169.254/latest", "http://127.0.0.2/", "http://[::1]/",
                "http://[::ffff:10.0.0.1]/", "http://224.0.0.1/", "http://0.0.0.0/", "http://user@ops.example/",
                "ftp://ops.example/", "ops.example", "http://[64:ff9b::a00:1]/", "https://ops.example/#part"
            })
    void refusedAddresses(String url) {
        var refused = client.post(WEBHOOKS, "{\"url\": \"%s\"}".formatted(url));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("detail").path(0).path("loc").path(1).asText()).isEqualTo("url");
    }

    @Test
    @DisplayName("A name that leads to a refused address is refused when it is looked up")
    void refusedNames() {
        client.put(WEBHOOKS + "/" + webhook, "{\"url\": \"http://2130706434/\"}");
        client.post(WEBHOOKS + "/" + webhook + "/test", "");
        var failed = await().atMost(SOON)
                .until(
                        () -> client.get(WEBHOOKS + "/" + webhook + "/deliveries")
                                .json()
                                .path(0),
                        one -> one.path("error").isTextual());
        assertThat(failed.path("error").asText()).contains("may not be called");
        assertThat(failed.path("response_status").isNull()).isTrue();
    }

    @Test
    @DisplayName("A silence keeps people from being told, never the history; what goes on is told of when it ends")
    void silences() {
        var server = server();
        watch(server);
        var silence = client.post(
                "/api/v1/alerts/silences", """
                {"server_id": "%s", "reason": "new disks", "expires_at": "%s"}""".formatted(server, Instant.now().plusSeconds(3600)));
        assertThat(silence.status()).isEqualTo(201);
        assertThat(silence.field("status").asText()).isEqualTo("active");
        assertThat(silence.field("owner").asText()).startsWith("user:");
        var id = silence.field("id").asText();
        assertThat(client.get("/api/v1/alerts/silences/" + id).json()).isEqualTo(silence.json());

        heartbeat(server, 95, 30);
        var alert = await().atMost(SOON)
                .until(
                        () -> client.get("/api/v1/alerts?server_id=" + server)
                                .json()
                                .path(0),
                        JsonNode::isObject);
        assertThat(alert.path("silenced_by").asText()).isEqualTo(id);
        assertThat(client.get(WEBHOOKS + "/" + webhook + "/deliveries").json()).isEmpty();

        assertThat(client.delete("/api/v1/alerts/silences/" + id).status()).isEqualTo(204);
        await().atMost(SOON).until(() -> received.size() == 1);
        assertThat(received.getFirst().json().path("data").path("id")).isEqualTo(alert.path("id"));
        assertThat(client.get("/api/v1/alerts/silences/" + id).field("status").asText())
                .isEqualTo("expired");
        assertThat(client.get("/api/v1/alerts/silences?status=active").json())
                .noneMatch(one -> one.path("id").asText().equals(id));
        assertThat(client.delete("/api/v1/alerts/silences/" + id).status()).isEqualTo(404);
        assertThat(client.post(
                                "/api/v1/alerts/silences",
                                "{\"reason\": \"all\", \"expires_at\": \"%s\"}"
                                        .formatted(Instant.now().plusSeconds(60)))
                        .status())
                .isEqualTo(422);
    }

    private String server() {
        var name = "hook-" + UUID.randomUUID();
        var body = "{\"id\": \"%s\", \"hostname\": \"%s\"}".formatted(name, name);
        assertThat(platform.homelab().post("/api/v1/servers", body).status()).isEqualTo(201);
        return name;
    }

    private void watch(String server) {
        var created = client.post("/api/v1/alerts/thresholds", """
                {"server_id": "%s", "metric_type": "cpu", "threshold_value": 80, "comparison": "gt"}""".formatted(server));
        assertThat(created.status()).isEqualTo(201);
    }

    private void heartbeat(String server, double cpu, long secondsAgo) {
        var body = """
                {"server_id": "%s", "timestamp": "%s", "metrics": {"cpu_percent": %s}}""".formatted(server, Instant.now().minusSeconds(secondsAgo), cpu);
        assertThat(platform.agent().post("/api/v1/agents/heartbeat", body).status())
                .isEqualTo(202);
    }

    private JsonNode deliveries(String status, int number) {
        return await().atMost(SOON)
                .until(
                        () -> client.get(WEBHOOKS + "/" + webhook + "/deliveries?status=" + status)
                                .json(),
                        found -> found.size() == number);
    }

    private void assertSigned(Received message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
            var signed = Stream.of(message.id(), Long.toString(message.timestamp()), message.body())
                    .reduce((one, other) -> one + "." + other)
                    .orElseThrow();
            assertThat(message.signature())
                    .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
            assertThat(message.timestamp()).isCloseTo(Instant.now().getEpochSecond(), within(60L));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    exchange.getRequestURI().getRawQuery(),
                    headers.getFirst("webhook-id"),
                    Long.parseLong(headers.getFirst("webhook-timestamp")),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            var next = answers.poll();
            exchange.getResponseHeaders().add("Location", url("/elsewhere"));
            exchange.sendResponseHeaders(next == null ? 204 : next, -1);
        }
    }
}
