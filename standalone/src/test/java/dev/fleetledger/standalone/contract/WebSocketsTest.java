package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.testing.live.TestWebSocket;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
class WebSocketsTest {
    private static final String SERVERS = "/api/ws/servers";

    private final RunningPlatform platform;
    private final Client client;

    WebSocketsTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    @Test
    @DisplayName("G14: a job is watched to its end, and its log from where a client got to, as the document shows it")
    void job() {
        var server = enlisted().path("id").asText();
        var job = client.post("/api/servers/" + server + "/commission", "{}")
                .field("data")
                .path("job_id")
                .asText();
        JsonNode last;
        var percentage = -1;
        try (var socket = open(client, "/api/ws/jobs/" + job)) {
            do {
                last = message(socket);
                assertThat(last.path("percentage").asInt()).isGreaterThanOrEqualTo(percentage);
                assertThat(last.path("message").asText()).isNotBlank();
                percentage = last.path("percentage").asInt();
            } while (last.path("status").asText().matches("pending|running"));
            assertThat(socket.closeCode()).isEqualTo(1000);
        }
        assertThat(last.path("status").asText()).isEqualTo("completed");
        assertThat(percentage).isEqualTo(100);

        var log = client.get("/api/jobs/" + job + "/logs").field("data");
        var live = URI.create(log.path("real_time_url").asText());
        assertThat(live.getScheme()).isEqualTo("ws");
        var lines = log.path("logs");
        assertThat(lines.size()).isGreaterThan(2);
        String second = null;
        try (var all = open(client, live.getPath())) {
            for (var i = 0; i < lines.size(); i++) {
                var message = (ObjectNode) message(all);
                var id = message.remove("event_id").asText();
                assertThat(message).isEqualTo(lines.get(i));
                second = i == 1 ? id : second;
            }
            assertThat(all.closeCode()).isEqualTo(1000);
        }
        try (var rest = open(client, "/api/v1/jobs/" + job + "/logs/stream?last_event_id=" + second)) {
            for (var i = 2; i < lines.size(); i++) {
                assertThat(message(rest).path("message")).isEqualTo(lines.get(i).path("message"));
            }
            assertThat(rest.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    @DisplayName("G14: what becomes of servers is told, and after a break from where a client got to, without loss")
    void servers() {
        String seen;
        try (var socket = open(client, "/api/v1/ws/servers")) {
            var id = enlisted().path("id").asText();
            var event = eventOf(socket, id);
            assertThat(event.path("type").asText()).isEqualTo("registered");
            seen = event.path("event_id").asText();
        }
        var missed = enlisted().path("id").asText();
        try (var socket = open(client, SERVERS + "?last_event_id=" + seen)) {
            assertThat(eventOf(socket, missed).path("type").asText()).isEqualTo("registered");
        }
    }

    @Test
    @DisplayName("G14: who may not, or asks for what is not there, is refused over HTTP, a used ticket too")
    void refusals() {
        assertThat(refusal(platform.anonymous(), SERVERS)).isEqualTo(401);
        assertThat(refusal(platform.anonymous(), SERVERS + "?token=nonsense")).isEqualTo(401);
        assertThat(refusal(platform.withScopes("node.read"), SERVERS)).isEqualTo(403);
        assertThat(refusal(client, "/api/ws/jobs/999999999")).isEqualTo(404);
        assertThat(refusal(client, "/api/jobs/none/logs/stream")).isEqualTo(404);
        var ticket = client.post("/api/v1/stream-tickets", "").field("ticket").asText();
        try (var socket = open(platform.anonymous(), SERVERS + "?ticket=" + ticket)) {
            eventOf(socket, enlisted().path("id").asText());
            assertThat(refusal(platform.anonymous(), SERVERS + "?ticket=" + ticket))
                    .isEqualTo(401);
        }
        var key = client.headers().getLast().substring("Bearer ".length());
        try (var socket = open(platform.anonymous(), SERVERS + "?token=" + key)) {
            eventOf(socket, enlisted().path("id").asText());
        }
    }

    @Test
    @DisplayName("G14: a WebSocket ends with its API key or login: 4401")
    void revoked() {
        var made = client.post("/api/v1/api-keys", "{\"name\": \"socket\", \"scopes\": [\"server.read\"]}");
        var user = platform.withRole("node_admin");
        try (var byKey = open(
                        platform.anonymous().with("X-API-Key", made.field("key").asText()), SERVERS);
                var byLogin = open(user, "/api/v1/metrics/nodes/stats/stream?interval=60")) {
            assertThat(message(byLogin).path("nodes").isArray()).isTrue();
            assertThat(client.delete("/api/v1/api-keys/" + made.field("id").asText())
                            .status())
                    .isLessThan(300);
            assertThat(byKey.closeCode()).isEqualTo(4401);
            assertThat(user.post("/api/auth/logout", "").status()).isEqualTo(200);
            assertThat(byLogin.closeCode()).isEqualTo(4401);
        }
    }

    private static JsonNode message(TestWebSocket socket) {
        try {
            return Json.mapper().readTree(socket.message());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON", e);
        }
    }

    private JsonNode enlisted() {
        var random = UUID.randomUUID().toString().replace("-", "");
        var reply = client.post(
                "/api/servers",
                "{\"hostname\": \"ws-%s\", \"mac_address\": \"52:54:00:%s:%s:%s\"}"
                        .formatted(
                                random.substring(0, 8),
                                random.substring(8, 10),
                                random.substring(10, 12),
                                random.substring(12, 14)));
        assertThat(reply.status()).isEqualTo(201);
        return reply.field("data");
    }

    /** The next event about that server. */
    private static JsonNode eventOf(TestWebSocket socket, String id) {
        var event = message(socket);
        while (!event.path("server").path("id").asText().equals(id)) {
            event = message(socket);
        }
        return event;
    }

    private static TestWebSocket open(Client client, String path) {
        return TestWebSocket.open(uri(client, path), client.headers().toArray(String[]::new));
    }

    private static int refusal(Client client, String path) {
        return TestWebSocket.refusal(uri(client, path), client.headers().toArray(String[]::new));
    }

    private static URI uri(Client client, String path) {
        return URI.create("ws://" + client.base().getAuthority() + path);
    }
}
