package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises N10 and N14: what a node says of itself. */
@ExtendWith(PlatformExtension.class)
class NodeReportsTest {
    private final RunningPlatform platform;
    private final Client admin;

    NodeReportsTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
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
        node.self().post("/api/v1/nodes/me/backups", JoinedNode.backup("blog.example.com"));

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
        assertThat(admin.post("/api/v1/nodes/me/backups", JoinedNode.backup("example.com"))
                        .status())
                .isEqualTo(403);
        assertThat(admin.post("/api/v1/nodes/me/stats", "{}").status()).isEqualTo(403);
    }

    @Test
    @DisplayName("N14: the ledger has a site and its quota; what it holds is kept and shown, but is none of its events")
    void measurements() {
        var node = JoinedNode.join(platform);
        var site = "/api/v1/nodes/me/sites/example.com";
        var first = node.self().put(site, "{\"used_bytes\": 5, \"quota_gb\": 15}");
        assertThat(first.header("Fleet-Position")).isPresent();
        for (var used : List.of(6, 7, 8)) {
            var report = node.self().put(site, "{\"used_bytes\": " + used + "}");
            assertThat(report.status()).isEqualTo(200);
            assertThat(report.field("used_bytes").asInt()).isEqualTo(used);
            assertThat(report.field("quota_gb").asInt()).isEqualTo(15);
            assertThat(report.required("ETag")).as("the site is as it was").isEqualTo(first.required("ETag"));
            assertThat(report.header("Fleet-Position")).isEmpty();
            assertThat(report.header("Fleet-Projection")).as("it can be read").isEmpty();
            assertThat(used(node)).isEqualTo(used);
        }
        assertThat(node.self()
                        .put(site, "{\"used_bytes\": 9, \"quota_gb\": 15}")
                        .header("Fleet-Position"))
                .isEmpty();
        assertThat(used(node)).isEqualTo(9);
        assertThat(events(first.field("site_id").asLong())).containsExactly("site.added");
        node.self().put(site, "{\"used_bytes\": 10, \"quota_gb\": 20}");
        assertThat(used(node)).isEqualTo(10);
        assertThat(events(first.field("site_id").asLong())).containsExactly("site.added", "site.quota_changed");
        assertThat(admin.put("/api/v1/nodes/" + node.id() + "/quota", "{\"storage_quota_gb\": 1}")
                        .field("storage_used_bytes")
                        .asInt())
                .isEqualTo(10);
    }

    @Test
    @DisplayName("N14: a report of a site's use that comes late does not overwrite a newer one")
    void late() {
        var node = JoinedNode.join(platform);
        var site = "/api/v1/nodes/me/sites/example.com";
        var now = Instant.now();
        node.self().put(site, use(5, now.minusSeconds(60)));
        node.self().put(site, use(6, now.minusSeconds(20)));
        var late = node.self().put(site, use(7, now.minusSeconds(40)));
        assertThat(late.status()).isEqualTo(200);
        assertThat(used(node)).isEqualTo(6);
        assertThat(node.self().put(site, use(6, now.minusSeconds(20))).status()).isEqualTo(200);
        assertThat(used(node)).isEqualTo(6);
        assertThat(node.self().put(site, "{\"used_bytes\": 8}").status()).isEqualTo(200);
        assertThat(used(node)).isEqualTo(8);
        for (var wrong : List.of(now.plusSeconds(400), Instant.EPOCH.minusSeconds(1))) {
            var refused = node.self().put(site, use(9, wrong));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.field("detail").path(0).path("loc").path(1).asText())
                    .isEqualTo("timestamp");
        }
        assertThat(node.self()
                        .put(site, "{\"used_bytes\": " + (1L << 60) + "1}")
                        .status())
                .isEqualTo(422);
        assertThat(used(node)).isEqualTo(8);
    }

    @Test
    @DisplayName(
            "rules 9, 10: a site's report repeated with its key is the same one; one bound to another version is none")
    void conditional() {
        var node = JoinedNode.join(platform);
        var site = "/api/v1/nodes/me/sites/example.com";
        var once = node.self().with("Idempotency-Key", UUID.randomUUID().toString());
        var first = once.put(site, "{\"used_bytes\": 5, \"quota_gb\": 15}");
        node.self().put(site, "{\"used_bytes\": 6}");
        var again = once.put(site, "{\"used_bytes\": 5, \"quota_gb\": 15}");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.required("Fleet-Position")).isEqualTo(first.required("Fleet-Position"));
        assertThat(used(node)).as("what came since").isEqualTo(6);
        assertThat(once.put(site, "{\"used_bytes\": 7}").status()).isEqualTo(422);

        var bound = node.self().with("If-Match", first.required("ETag"));
        assertThat(bound.put(site, "{\"used_bytes\": 8}").status()).isEqualTo(200);
        assertThat(used(node)).isEqualTo(8);
        assertThat(bound.put(site, "{\"quota_gb\": 20}").status()).isEqualTo(200);
        assertThat(bound.put(site, "{\"used_bytes\": 9}").status()).isEqualTo(412);
        assertThat(used(node)).isEqualTo(8);
    }

    @Test
    @DisplayName("as_of: the sites and quotas of then; what they held is a measurement, and is not told")
    void asOf() {
        var node = JoinedNode.join(platform);
        var site = "/api/v1/nodes/me/sites/example.com";
        var then =
                node.self().put(site, "{\"used_bytes\": 5, \"quota_gb\": 15}").required("Fleet-Position");
        node.self().put(site, "{\"used_bytes\": 6, \"quota_gb\": 20}");
        var path = "/api/v1/nodes/" + node.id();
        var shown = admin.get(path + "/sites?as_of=" + then).field("sites").path(0);
        assertThat(shown.path("quota_gb").asInt()).isEqualTo(15);
        for (var unknown : List.of("used_bytes", "used_gb", "usage_percent", "is_over_quota")) {
            assertThat(shown.path(unknown).isNull()).as(unknown).isTrue();
        }
        var status = admin.get(path + "/quota/status?as_of=" + then);
        assertThat(status.field("sites_count").asInt()).isOne();
        for (var unknown : List.of("used_gb", "usage_percent", "is_over_quota", "sites_warning", "sites_over_quota")) {
            assertThat(status.field(unknown).isNull()).as(unknown).isTrue();
        }
        assertThat(admin.get(path + "?as_of=" + then).field("storage_used_gb").isNull())
                .isTrue();
        assertThat(admin.get(path).field("storage_used_bytes").asInt()).isEqualTo(6);
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
    @DisplayName("rule 9: a backup reported again with its key is the same one")
    void repeated() {
        var node = JoinedNode.join(platform);
        var once = node.self().with("Idempotency-Key", UUID.randomUUID().toString());
        var made = once.post("/api/v1/nodes/me/backups", JoinedNode.backup("example.com"));
        assertThat(once.post("/api/v1/nodes/me/backups", JoinedNode.backup("example.com"))
                        .json())
                .isEqualTo(made.json());
        assertThat(admin.get("/api/v1/nodes/" + node.id() + "/backups")
                        .field("total")
                        .asInt())
                .isEqualTo(1);
    }

    private static String use(int bytes, Instant timestamp) {
        return "{\"used_bytes\": %s, \"timestamp\": \"%s\"}".formatted(bytes, timestamp);
    }

    /** What the node's one site holds, as it is read right after the answer to a report. */
    private int used(JoinedNode node) {
        return admin.get("/api/v1/nodes/" + node.id() + "/sites")
                .field("sites")
                .path(0)
                .path("used_bytes")
                .asInt();
    }

    private List<String> events(long site) {
        var events = admin.get("/api/v1/audit?aggregate=site&id=" + site + "&order=asc&limit=50")
                .field("events");
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("type").asText())
                .toList();
    }
}
