package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlatformExtension.class)
class NodeStreamsTest {
    private static final String ALL = "/api/v1/metrics/nodes/stats/stream";

    private final RunningPlatform platform;
    private final Client admin;

    NodeStreamsTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
    }

    @Test
    @DisplayName("N11: events as the browser's EventSource takes them, with every node as the document shows it")
    void all() {
        var node = JoinedNode.join(platform);
        var silent = JoinedNode.request(platform, "api.example.com")
                .field("request_id")
                .asLong();
        try (var stream = EventClient.open(admin, ALL + "?interval=1", "Accept-Encoding", "gzip")) {
            var headers = stream.response().headers();
            assertThat(headers.firstValue("Content-Type")).contains("text/event-stream");
            assertThat(headers.firstValue("Content-Encoding")).isEmpty();
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");

            var lines = stream.lines();
            // Without a name of its own an event is a "message", which is what onmessage takes.
            assertThat(lines).noneMatch(line -> line.startsWith("event"));
            assertThat(EventClient.field(lines, "id")).matches("\\d+");
            assertThat(EventClient.field(lines, "retry")).isEqualTo("2000");
            var first = EventClient.data(lines);
            assertThat(Instant.parse(first.path("timestamp").asText())).isBeforeOrEqualTo(Instant.now());
            for (var id : new long[] {node.id(), silent}) {
                var unheard = byId(first, id);
                assertThat(unheard.path("status").asText()).isEqualTo("offline");
                for (var field : new String[] {
                    "cpu_percent", "memory_percent", "disk_percent", "uptime_seconds", "active_backups", "last_seen"
                }) {
                    assertThat(unheard.get(field).isNull()).as(field).isTrue();
                }
            }

            node.stats("{\"cpu_percent\": 5.0, \"memory_percent\": 72.8, \"disk_percent\": 51.5,"
                    + " \"uptime_seconds\": 447000, \"active_backups\": 1}");
            var heard = byId(first, node.id());
            for (var tries = 0; tries < 20 && !heard.path("status").asText().equals("online"); tries++) {
                heard = byId(stream.data(), node.id());
            }
            assertThat(heard.path("hostname").asText()).isEqualTo(node.hostname());
            assertThat(heard.path("is_master").asBoolean(true)).isFalse();
            assertThat(heard.path("cpu_percent").asDouble()).isEqualTo(5.0);
            assertThat(heard.path("memory_percent").asDouble()).isEqualTo(72.8);
            assertThat(heard.path("disk_percent").asDouble()).isEqualTo(51.5);
            assertThat(heard.path("uptime_seconds").asLong()).isEqualTo(447_000);
            assertThat(heard.path("active_backups").asInt()).isEqualTo(1);
            assertThat(heard.path("last_seen").isTextual()).isTrue();
        }
    }

    @Test
    @DisplayName("N12: one node is the same event with that node alone; 404 for none")
    void one() {
        var node = JoinedNode.join(platform);
        try (var stream = EventClient.open(admin, path(node))) {
            var event = stream.data();
            assertThat(event.path("timestamp").isTextual()).isTrue();
            assertThat(event.path("nodes")).hasSize(1);
            assertThat(event.path("nodes").path(0).path("id").asLong()).isEqualTo(node.id());
        }
        var none = admin.get("/api/v1/metrics/nodes/999999/stats/stream");
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.field("error_code").asText()).isEqualTo("NODE_NOT_FOUND");
    }

    @ParameterizedTest
    @DisplayName("N11, N12: an interval other than 1 to 60 seconds is refused")
    @ValueSource(strings = {"0", "61", "-1", "1.5", "often"})
    void interval(String interval) {
        var node = JoinedNode.join(platform);
        for (var path : new String[] {ALL, path(node)}) {
            var refused = admin.get(path + "?interval=" + interval);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field("detail").path(0).path("loc").toString()).isEqualTo("[\"query\",\"interval\"]");
        }
    }

    @Test
    @DisplayName("rule 5: a stream takes a token, an API key or a ticket in its query, a ticket once")
    void queryCredentials() {
        var token = platform.chatops().headers().getLast().substring("Bearer ".length());
        var key = admin.headers().getLast();
        for (var credential : new String[] {token, key}) {
            try (var stream = EventClient.open(platform.anonymous(), ALL + "?token=" + credential + "&interval=5")) {
                assertThat(stream.data().path("nodes").isArray()).isTrue();
            }
        }
        for (var who : new Client[] {platform.chatops(), admin}) {
            var ticket = who.post("/api/v1/stream-tickets", "").field("ticket").asText();
            try (var stream = EventClient.open(platform.anonymous(), ALL + "?ticket=" + ticket)) {
                assertThat(stream.data().path("nodes").isArray()).isTrue();
                assertThat(platform.anonymous().get(ALL + "?ticket=" + ticket).status())
                        .isEqualTo(401);
            }
            assertThat(platform.anonymous()
                            .get("/api/v1/nodes/?ticket=" + ticket)
                            .status())
                    .isEqualTo(401);
        }
        assertThat(platform.anonymous().get(ALL + "?token=nonsense").status()).isEqualTo(401);
        assertThat(platform.anonymous().get(ALL + "?ticket=nonsense").status()).isEqualTo(401);
        var none = platform.anonymous().get(ALL);
        assertThat(none.status()).isEqualTo(401);
        assertThat(none.field("detail").asText()).isEqualTo("Could not validate credentials");
        var viewer = platform.withRole("viewer").get(ALL);
        assertThat(viewer.status()).isEqualTo(403);
        assertThat(viewer.field("detail").asText()).isEqualTo("Not enough permissions");
    }

    @Test
    @DisplayName("N11: a stream ends when its token, its ticket's login or its API key is revoked")
    void revoked() {
        var user = platform.withRole("node_admin");
        var token = user.headers().getLast().substring("Bearer ".length());
        var ticket = user.post("/api/v1/stream-tickets", "").field("ticket").asText();
        try (var byToken = EventClient.open(platform.anonymous(), ALL + "?interval=60&token=" + token);
                var byTicket = EventClient.open(platform.anonymous(), ALL + "?interval=60&ticket=" + ticket)) {
            byToken.data();
            byTicket.data();
            assertThat(user.post("/api/auth/logout", "").status()).isEqualTo(200);
            byToken.awaitEnd();
            byTicket.awaitEnd();
        }
        var made = admin.post("/api/v1/api-keys", "{\"name\": \"stream\", \"scopes\": [\"node.read\"]}");
        var key = platform.anonymous().with("X-API-Key", made.field("key").asText());
        try (var stream = EventClient.open(key, ALL + "?interval=60")) {
            stream.data();
            admin.delete("/api/v1/api-keys/" + made.field("id").asText());
            stream.awaitEnd();
        }
    }

    @Test
    @DisplayName("N11: after a break Last-Event-ID brings the next event when it is due, and not before")
    void lastEventId() {
        String seen;
        try (var stream = EventClient.open(admin, ALL + "?interval=2")) {
            seen = EventClient.field(stream.lines(), "id");
        }
        try (var stream = EventClient.open(admin, ALL + "?interval=2", "Last-Event-ID", seen)) {
            assertThat(Long.parseLong(EventClient.field(stream.lines(), "id")))
                    .isGreaterThanOrEqualTo(Long.parseLong(seen) + 2000);
        }
        try (var stream = EventClient.open(admin, ALL + "?interval=60", "Last-Event-ID", "nonsense")) {
            assertThat(stream.data().path("nodes").isArray()).isTrue();
        }
    }

    private static String path(JoinedNode node) {
        return "/api/v1/metrics/nodes/" + node.id() + "/stats/stream";
    }

    private static JsonNode byId(JsonNode event, long id) {
        return StreamSupport.stream(event.path("nodes").spliterator(), false)
                .filter(node -> node.path("id").asLong() == id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node " + id + " in " + event));
    }
}
