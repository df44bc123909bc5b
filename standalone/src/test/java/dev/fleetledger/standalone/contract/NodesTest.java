package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises N5, N6 and N13: nodes as they are shown, and to whom. */
@ExtendWith(PlatformExtension.class)
class NodesTest {
    private final RunningPlatform platform;
    private final Client admin;

    NodesTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
    }

    @Test
    @DisplayName("N5: the list is a bare array of all nodes, pending ones too, with what they measured last")
    void list() {
        var pending = JoinedNode.request(platform, "api.example.com");
        var node = JoinedNode.join(platform);
        node.stats("{\"cpu_percent\": 15, \"disk_percent\": 45, \"active_backups\": 0}");
        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var list = admin.get("/api/v1/nodes/");
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.json().isArray()).isTrue();
            assertThat(byId(list.json(), pending.field("request_id").asLong())
                            .path("status")
                            .asText())
                    .isEqualTo("pending");
            var shown = byId(list.json(), node.id());
            assertThat(shown.path("hostname").asText()).isEqualTo(node.hostname());
            assertThat(shown.path("status").asText()).isEqualTo("active");
            assertThat(shown.get("storage_quota_gb").isNull()).isTrue();
            assertThat(shown.path("stats").path(0).path("cpu_usage").asInt()).isEqualTo(15);
            assertThat(shown.path("stats").path(0).path("disk_usage").asInt()).isEqualTo(45);
            assertThat(shown.path("stats").path(0).path("active_backups").asInt())
                    .isZero();
        });
    }

    @Test
    @DisplayName("N6: one node with its figures; its ETag guards changes; 404 for none")
    void one() {
        var node = JoinedNode.join(platform);
        node.site("example.com", 12.5, "15");
        for (var i = 0; i < 3; i++) {
            node.self().post("/api/v1/nodes/me/backups", JoinedNode.backup("example.com"));
        }
        node.stats("{\"cpu_percent\": 12, \"disk_percent\": 42, \"active_backups\": 1, \"total_available_gb\": 500}");
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(
                        () -> assertThat(admin.get("/api/v1/nodes/" + node.id()).field("stats"))
                                .isNotEmpty());
        var shown = admin.get("/api/v1/nodes/" + node.id());
        assertThat(shown.field("ip_address").asText()).isEqualTo("192.168.1.100");
        assertThat(shown.field("total_available_gb").toString()).isEqualTo("500");
        assertThat(shown.field("storage_used_gb").asDouble()).isEqualTo(12.5);
        assertThat(shown.field("sites_count").asInt()).isEqualTo(1);
        assertThat(shown.field("backups_count").asInt()).isEqualTo(3);
        assertThat(shown.field("stats").path(0).path("active_backups").asInt()).isEqualTo(1);

        var etag = shown.required("ETag");
        var quota = "/api/v1/nodes/" + node.id() + "/quota";
        assertThat(admin.with("If-Match", etag)
                        .put(quota, "{\"storage_quota_gb\": 20}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.with("If-Match", etag)
                        .put(quota, "{\"storage_quota_gb\": 30}")
                        .status())
                .isEqualTo(412);
        for (var id : List.of("999999", "0", "abc", UUID.randomUUID().toString())) {
            var none = admin.get("/api/v1/nodes/" + id);
            assertThat(none.status()).isEqualTo(404);
            assertThat(none.field("error_code").asText()).isEqualTo("NODE_NOT_FOUND");
        }
    }

    @Test
    @DisplayName("N13: node administrators see nodes, all users the list, and administrators alone change them")
    void permissions() {
        var node = JoinedNode.join(platform);
        var path = "/api/v1/nodes/" + node.id();
        var viewer = platform.withRole("viewer");
        var nodeAdmin = platform.withRole("node_admin");
        for (var read : List.of(path, path + "/quota/status", path + "/sites", path + "/backups")) {
            var refused = viewer.get(read);
            assertThat(refused.status()).as(read).isEqualTo(403);
            assertThat(refused.field("detail").asText()).isEqualTo("Not enough permissions");
            assertThat(nodeAdmin.get(read).status()).as(read).isEqualTo(200);
        }
        assertThat(viewer.get("/api/v1/nodes/").status()).isEqualTo(200);
        var wrong =
                platform.anonymous().with("Authorization", "Bearer nonsense").get("/api/v1/nodes/");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.field("detail").asText()).isEqualTo("Could not validate credentials");
        for (var role : List.of(viewer, nodeAdmin, platform.withRole("operator"))) {
            assertThat(role.post("/api/v1/nodes/approve/" + node.id(), "").status())
                    .isEqualTo(403);
            assertThat(role.post("/api/v1/nodes/register-by-code", "{\"code\": \"AAAAA\"}")
                            .status())
                    .isEqualTo(403);
            assertThat(role.put(path + "/quota", "{\"storage_quota_gb\": 1}").status())
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName("history and as_of: what was stays known, and neither code nor key is shown")
    void history() {
        var node = JoinedNode.join(platform);
        var path = "/api/v1/nodes/" + node.id();
        var before = admin.put(path + "/quota", "{\"storage_quota_gb\": 100}").required("Fleet-Position");
        node.site("example.com", 5, "15");
        admin.put(path + "/quota", "{\"storage_quota_gb\": 200}");

        var then = admin.get(path + "?as_of=" + before);
        assertThat(then.field("storage_quota_gb").asInt()).isEqualTo(100);
        assertThat(then.field("sites_count").asInt()).isZero();
        assertThat(admin.get(path + "/quota/status?as_of=" + before)
                        .field("sites_count")
                        .asInt())
                .isZero();
        var events = admin.get(path + "/history?order=asc");
        assertThat(events.field("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly(
                        "node.join_requested",
                        "node.approved",
                        "node.key_issued",
                        "node.quota_changed",
                        "node.quota_changed");
        assertThat(events.field("events")
                        .path(0)
                        .path("changes")
                        .path("registration_code")
                        .toString())
                .isEqualTo("{\"before\":null,\"after\":\"********\"}");
        assertThat(admin.get("/api/v1/audit?aggregate=site&order=desc&limit=50").status())
                .isEqualTo(200);
    }

    private static JsonNode byId(JsonNode list, long id) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.path("id").asLong() == id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node " + id + " in " + list));
    }
}
