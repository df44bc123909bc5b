package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Promises N7 to N9: what nodes and their sites may hold, and hold. */
@ExtendWith(PlatformExtension.class)
class NodeQuotasTest {
    private final RunningPlatform platform;
    private final Client admin;

    NodeQuotasTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
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
}
