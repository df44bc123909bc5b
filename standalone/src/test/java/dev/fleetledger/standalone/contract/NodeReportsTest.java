package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
}
