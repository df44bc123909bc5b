package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.kit.json.Json;
import java.util.UUID;

/**
 * A node that joined.
 *
 * @param id its number
 * @param self a client with its key
 */
record JoinedNode(long id, String hostname, Client self) {

    /** Joins, is approved, and fetches its key, with a hostname of its own. */
    static JoinedNode join(RunningPlatform platform) {
        return join(platform, "node-" + UUID.randomUUID().toString().substring(0, 8) + ".example.com");
    }

    static JoinedNode join(RunningPlatform platform, String hostname) {
        var request = request(platform, hostname);
        var id = request.field("request_id").asLong();
        assertThat(platform.homelab().post("/api/v1/nodes/approve/" + id, "").status())
                .isEqualTo(200);
        var status = platform.anonymous()
                .get("/api/v1/nodes/status/code/"
                        + request.field("registration_code").asText());
        assertThat(status.status()).isEqualTo(200);
        return new JoinedNode(
                id,
                hostname,
                platform.anonymous().with("X-API-Key", status.field("api_key").asText()));
    }

    /** Asks to join. */
    static Reply request(RunningPlatform platform, String hostname) {
        var body = Json.mapper()
                .createObjectNode()
                .put("hostname", hostname)
                .put("ip_address", "192.168.1.100")
                .put("system_info", "Ubuntu 22.04");
        var reply = platform.anonymous().post("/api/v1/nodes/join-request", body.toString());
        assertThat(reply.status()).isEqualTo(201);
        return reply;
    }

    /** Reports a site of so many GB. */
    void site(String name, double usedGb, String quotaGb) {
        var reply = self.put(
                "/api/v1/nodes/me/sites/" + name,
                "{\"used_bytes\": %s, \"quota_gb\": %s}".formatted((long) (usedGb * (1L << 30)), quotaGb));
        assertThat(reply.status()).isEqualTo(200);
    }

    /** Reports what it measured. */
    void stats(String body) {
        assertThat(self.post("/api/v1/nodes/me/stats", body).status()).isEqualTo(202);
    }

    /** The report of a backup of a site. */
    static String backup(String site) {
        return "{\"site_name\": \"%s\", \"filename\": \"a.tar.zst\", \"size_bytes\": 5}".formatted(site);
    }
}
