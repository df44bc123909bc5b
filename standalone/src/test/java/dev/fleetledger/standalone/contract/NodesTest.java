package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlatformExtension.class)
class NodesTest {
    private final RunningPlatform platform;
    private final Client admin;

    NodesTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
    }

    @Test
    @DisplayName("N1: anyone may ask to join, and is given a code of five characters that do not look alike")
    void joinRequest() {
        var reply = JoinedNode.request(platform, "api.example.com");
        var code = reply.field("registration_code").asText();
        assertThat(code).matches("[A-HJ-KM-NP-Z2-9]{5}");
        assertThat(reply.field("request_id").isTextual()).isTrue();
        assertThat(reply.field("message").asText())
                .isEqualTo("Join request submitted. Give code " + code + " to admin.");
        assertThat(reply.required("Location"))
                .isEqualTo("/api/v1/nodes/" + reply.field("request_id").asText());
    }

    @ParameterizedTest
    @DisplayName("N1: what cannot be is refused, naming the field")
    @CsvSource(
            delimiter = '|',
            value = {
                "hostname | {'ip_address': '192.168.1.100'}",
                "hostname | {'hostname': 'a b'}",
                "hostname | {'hostname': 5}",
                "ip_address | {'hostname': 'a', 'ip_address': '300.1.1.1'}",
                "system_info | {'hostname': 'a', 'system_info': 5}"
            })
    void whatCannotJoin(String field, String body) {
        var refused = platform.anonymous().post("/api/v1/nodes/join-request", body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("detail").path(0).path("loc").path(1).asText()).isEqualTo(field);
        assertThat(refused.field("error_code").asText()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    @DisplayName("N2, N3: pending until an administrator approves; the key is handed over once, and works")
    void approval() {
        var request = JoinedNode.request(platform, "api.example.com");
        var id = request.field("request_id").asText();
        var poll = "/api/v1/nodes/status/code/"
                + request.field("registration_code").asText();

        var pending = platform.anonymous().get(poll);
        assertThat(pending.status()).isEqualTo(200);
        assertThat(pending.json().toString()).isEqualTo("{\"status\":\"pending\",\"api_key\":null}");

        var approved = admin.post("/api/v1/nodes/approve/" + id, "");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.field("id").asText()).isEqualTo(id);
        assertThat(approved.field("hostname").asText()).isEqualTo("api.example.com");
        assertThat(approved.field("uuid").asText()).hasSize(36);
        assertThat(approved.field("ip_address").asText()).isEqualTo("192.168.1.100");
        assertThat(approved.field("status").asText()).isEqualTo("active");
        assertThat(approved.field("storage_quota_gb").isNull()).isTrue();
        assertThat(approved.field("storage_used_bytes").asLong()).isZero();
        assertThat(approved.field("is_master").asBoolean()).isFalse();
        assertThat(approved.field("created_at").isTextual()).isTrue();

        var twice = admin.post("/api/v1/nodes/approve/" + id, "");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.field("error_code").asText()).isEqualTo("NODE_ALREADY_ACTIVE");

        var active = platform.anonymous().get(poll);
        assertThat(active.status()).isEqualTo(200);
        assertThat(active.field("status").asText()).isEqualTo("active");
        var self =
                platform.anonymous().with("X-API-Key", active.field("api_key").asText());
        assertThat(self.put("/api/v1/nodes/me/sites/example.com", "{\"used_bytes\": 5}")
                        .status())
                .isEqualTo(200);

        var again = platform.anonymous().get(poll);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.field("detail").isTextual()).isTrue();
    }

    @Test
    @DisplayName("N2: of many polls at once one is handed the key")
    void onceOfMany() throws Exception {
        var request = JoinedNode.request(platform, "api.example.com");
        var code = request.field("registration_code").asText();
        admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"" + code + "\"}");
        var polls = new ArrayList<Callable<Reply>>();
        for (var i = 0; i < 8; i++) {
            polls.add(() -> platform.anonymous().get("/api/v1/nodes/status/code/" + code));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads.invokeAll(polls).stream()
                    .map(poll -> poll.resultNow().status())
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(200, 404, 404, 404, 404, 404, 404, 404);
        }
    }

    @Test
    @DisplayName("N4: an administrator approves by the code, in whatever case it is typed")
    void registerByCode() {
        var request = JoinedNode.request(platform, "api.example.com");
        var code = request.field("registration_code").asText().toLowerCase(Locale.ROOT);
        var approved = admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"" + code + "\"}");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.field("id").asText())
                .isEqualTo(request.field("request_id").asText());
        assertThat(approved.field("status").asText()).isEqualTo("active");
        assertThat(admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"" + code + "\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"OOOOO\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("/api/v1/nodes/register-by-code", "{}").status()).isEqualTo(422);
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
            node.self().post("/api/v1/nodes/me/backups", backup("example.com"));
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
    @DisplayName("N7: the quota is set, and null is unlimited")
    void quota() {
        var node = JoinedNode.join(platform);
        var path = "/api/v1/nodes/" + node.id() + "/quota";
        var set = admin.put(path, "{\"storage_quota_gb\": 200}");
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.field("id").asLong()).isEqualTo(node.id());
        assertThat(set.field("hostname").asText()).isEqualTo(node.hostname());
        assertThat(set.field("status").asText()).isEqualTo("active");
        assertThat(set.field("storage_quota_gb").toString()).isEqualTo("200");
        assertThat(set.field("storage_used_bytes").asLong()).isZero();
        assertThat(admin.put(path, "{\"storage_quota_gb\": 0.5}")
                        .field("storage_quota_gb")
                        .asDouble())
                .isEqualTo(0.5);
        assertThat(admin.put(path, "{\"storage_quota_gb\": null}")
                        .field("storage_quota_gb")
                        .isNull())
                .isTrue();
        for (var wrong : List.of("{}", "{\"storage_quota_gb\": -1}", "{\"storage_quota_gb\": \"much\"}")) {
            var refused = admin.put(path, wrong);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field("detail").path(0).path("loc").path(1).asText())
                    .isEqualTo("storage_quota_gb");
        }
        assertThat(admin.put("/api/v1/nodes/999999/quota", "{}").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("N8, N9: the figures of the document")
    void quotaStatus() {
        var node = JoinedNode.join(platform);
        admin.put("/api/v1/nodes/" + node.id() + "/quota", "{\"storage_quota_gb\": 100}");
        node.site("example.com", 5.2, "15");
        node.site("blog.example.com", 4.1, "10");
        node.site("shop.example.com", 3.2, "4");

        var status = admin.get("/api/v1/nodes/" + node.id() + "/quota/status");
        assertThat(status.status()).isEqualTo(200);
        assertThat(status.field("node_id").asLong()).isEqualTo(node.id());
        assertThat(status.field("hostname").asText()).isEqualTo(node.hostname());
        assertThat(status.field("used_gb").asDouble()).isEqualTo(12.5);
        assertThat(status.field("quota_gb").toString()).isEqualTo("100");
        assertThat(status.field("usage_percent").asDouble()).isEqualTo(12.5);
        assertThat(status.field("is_over_quota").asBoolean()).isFalse();
        assertThat(status.field("sites_count").asInt()).isEqualTo(3);
        assertThat(status.field("sites_over_quota").asInt()).isZero();
        assertThat(status.field("sites_warning").asInt()).isEqualTo(1);
        var sites = status.field("sites_breakdown");
        assertThat(sites)
                .extracting(site -> site.path("site_name").asText())
                .containsExactly("example.com", "blog.example.com", "shop.example.com");
        assertThat(sites).extracting(site -> site.path("used_gb").asDouble()).containsExactly(5.2, 4.1, 3.2);
        assertThat(sites).extracting(site -> site.path("quota_gb").toString()).containsExactly("15", "10", "4");
        assertThat(sites)
                .extracting(site -> site.path("usage_percent").asDouble())
                .containsExactly(34.7, 41.0, 80.0);
        assertThat(sites).allSatisfy(site -> {
            assertThat(site.path("site_id").isIntegralNumber()).isTrue();
            assertThat(site.path("is_over_quota").asBoolean()).isFalse();
        });

        var list = admin.get("/api/v1/nodes/" + node.id() + "/sites");
        assertThat(list.field("sites")).isEqualTo(sites);
        assertThat(list.field("total").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("N8: over is more than the quota, a warning from 80 % up to it; null is unlimited")
    void quotaLevels() {
        var node = JoinedNode.join(platform);
        node.site("exactly.example.com", 10, "10");
        node.site("over.example.com", 10.1, "10");
        node.site("free.example.com", 99, "null");
        var path = "/api/v1/nodes/" + node.id() + "/quota";

        var unlimited = admin.get(path + "/status");
        assertThat(unlimited.field("sites_over_quota").asInt()).isEqualTo(1);
        assertThat(unlimited.field("sites_warning").asInt()).isEqualTo(1);
        assertThat(unlimited.field("quota_gb").isNull()).isTrue();
        assertThat(unlimited.field("usage_percent").isNull()).isTrue();
        assertThat(unlimited.field("is_over_quota").asBoolean()).isFalse();
        admin.put(path, "{\"storage_quota_gb\": 119}");
        assertThat(admin.get(path + "/status").field("is_over_quota").asBoolean())
                .isTrue();
    }

    @Test
    @DisplayName("N10: backups as the document shows them, in parts, and of one site")
    void backups() {
        var node = JoinedNode.join(platform);
        node.site("example.com", 5, "15");
        var made = node.self().post("/api/v1/nodes/me/backups", """
                {"site_name": "example.com", "filename": "example.com_20251227_082133.tar.zst",
                 "size_bytes": 3612358215, "s3_path": "s3://bucket/example.com_20251227_082133.tar.zst",
                 "created_at": "2025-12-27T08:22:04.588990Z", "backup_type": "full", "status": "SUCCESS",
                 "storage_provider": "iDrive E2 Shared"}""");
        assertThat(made.status()).isEqualTo(201);
        node.self().post("/api/v1/nodes/me/backups", backup("blog.example.com"));

        var path = "/api/v1/nodes/" + node.id() + "/backups";
        var all = admin.get(path);
        assertThat(all.field("total").asInt()).isEqualTo(2);
        assertThat(all.field("backups")).hasSize(2);
        assertThat(all.field("backups").path(1)).isEqualTo(made.json());
        assertThat(made.field("size_gb").asDouble()).isEqualTo(3.36);
        assertThat(made.field("site_name").asText()).isEqualTo("example.com");
        assertThat(made.field("status").asText()).isEqualTo("SUCCESS");
        assertThat(made.field("storage_provider").asText()).isEqualTo("iDrive E2 Shared");
        assertThat(made.field("created_at").asText()).isEqualTo("2025-12-27T08:22:04.588Z");

        assertThat(admin.get(path + "?skip=1&limit=1").field("backups").path(0)).isEqualTo(made.json());
        var ofSite = admin.get(path + "?site_id=" + made.field("site_id").asText());
        assertThat(ofSite.field("total").asInt()).isEqualTo(1);
        assertThat(ofSite.field("backups").path(0)).isEqualTo(made.json());
        for (var wrong : List.of("skip=-1", "limit=0", "limit=1001", "site_id=x", "limit=many")) {
            assertThat(admin.get(path + "?" + wrong).status()).isEqualTo(422);
        }
        // A backup of a site that was not reported brings the site along.
        assertThat(admin.get("/api/v1/nodes/" + node.id() + "/sites")
                        .field("total")
                        .asInt())
                .isEqualTo(2);
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
    @DisplayName("N14: a node reports of itself alone, and does nothing else; nobody reports for it")
    void reports() {
        var node = JoinedNode.join(platform);
        var site =
                node.self().put("/api/v1/nodes/me/sites/example.com", "{\"used_bytes\": 5583457485, \"quota_gb\": 15}");
        assertThat(site.status()).isEqualTo(200);
        assertThat(site.field("site_name").asText()).isEqualTo("example.com");
        assertThat(site.field("used_gb").asDouble()).isEqualTo(5.2);
        assertThat(site.field("usage_percent").asDouble()).isEqualTo(34.7);
        var less = node.self().put("/api/v1/nodes/me/sites/example.com", "{\"quota_gb\": null}");
        assertThat(less.field("used_bytes").asLong()).isEqualTo(5583457485L);
        assertThat(less.field("quota_gb").isNull()).isTrue();
        assertThat(node.self()
                        .put("/api/v1/nodes/me/sites/other.example.com", "{}")
                        .status())
                .isEqualTo(422);
        assertThat(node.self()
                        .post("/api/v1/nodes/me/stats", "{\"cpu_percent\": 101}")
                        .status())
                .isEqualTo(422);
        assertThat(node.self()
                        .post(
                                "/api/v1/nodes/me/stats",
                                "{\"timestamp\": \"" + Instant.now().plusSeconds(400) + "\"}")
                        .status())
                .isEqualTo(422);

        assertThat(node.self().get("/api/v1/nodes/" + node.id()).status()).isEqualTo(403);
        assertThat(node.self().get("/api/v1/servers").status()).isEqualTo(403);
        assertThat(node.self()
                        .post("/api/v1/api-keys", "{\"name\": \"mine\", \"scopes\": [\"node.report\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.put("/api/v1/nodes/me/sites/example.com", "{\"used_bytes\": 5}")
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("/api/v1/nodes/me/backups", backup("example.com")).status())
                .isEqualTo(403);
        assertThat(admin.post("/api/v1/nodes/me/stats", "{}").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("N14: the key that a node was given can be revoked, and is dead at once")
    void revoked() {
        var node = JoinedNode.join(platform);
        var key = admin.get("/api/v1/nodes/" + node.id()).field("api_key_id").asText();
        assertThat(admin.delete("/api/v1/api-keys/" + key).status()).isEqualTo(204);
        assertThat(node.self()
                        .put("/api/v1/nodes/me/sites/example.com", "{\"used_bytes\": 5}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("rule 4: the node that runs on the platform's own machine is the master")
    void master() throws UnknownHostException {
        var here = JoinedNode.request(platform, InetAddress.getLocalHost().getHostName());
        var approved =
                admin.post("/api/v1/nodes/approve/" + here.field("request_id").asText(), "");
        assertThat(approved.field("is_master").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("rule 9: a request repeated with its key happens once, and shows no code twice")
    void idempotency() {
        var key = UUID.randomUUID().toString();
        var body = "{\"hostname\": \"api.example.com\"}";
        var first = platform.anonymous().with("Idempotency-Key", key).post("/api/v1/nodes/join-request", body);
        var second = platform.anonymous().with("Idempotency-Key", key).post("/api/v1/nodes/join-request", body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.field("request_id")).isEqualTo(first.field("request_id"));
        assertThat(second.field("registration_code").isNull()).isTrue();

        var node = JoinedNode.join(platform);
        var once = node.self().with("Idempotency-Key", key);
        var made = once.post("/api/v1/nodes/me/backups", backup("example.com"));
        assertThat(once.post("/api/v1/nodes/me/backups", backup("example.com")).json())
                .isEqualTo(made.json());
        assertThat(admin.get("/api/v1/nodes/" + node.id() + "/backups")
                        .field("total")
                        .asInt())
                .isEqualTo(1);
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

    @ParameterizedTest
    @DisplayName("N2: a code that nobody has is 404, whatever it looks like")
    @ValueSource(strings = {"OOOOO", "1", "%20", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void noSuchCode(String code) {
        var reply = platform.anonymous().get("/api/v1/nodes/status/code/" + code);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.field("detail").isTextual()).isTrue();
    }

    private static String backup(String site) {
        return "{\"site_name\": \"%s\", \"filename\": \"a.tar.zst\", \"size_bytes\": 5}".formatted(site);
    }

    private static JsonNode byId(JsonNode list, long id) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.path("id").asLong() == id)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no node " + id + " in " + list));
    }
}
