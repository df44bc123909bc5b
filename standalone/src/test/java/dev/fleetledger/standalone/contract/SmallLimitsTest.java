package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Limits that others would be in the way of, on a platform of its own where they are small. */
class SmallLimitsTest {
    private static RunningPlatform platform;
    private static Client viewer;

    @BeforeAll
    static void start() {
        platform = RunningPlatform.start(Map.of(
                "FLEET_MOST_PDUS", "1",
                "FLEET_MOST_DEVICES", "1",
                "FLEET_MOST_NODES", "1",
                // The administrator is one, and who guesses another.
                "FLEET_MOST_USERS", "3",
                "FLEET_LOGIN_ATTEMPTS_PER_MINUTE", "10",
                "FLEET_NEW_SERVERS_PER_HOUR", "1"));
        viewer = platform.withRole("viewer");
    }

    @AfterAll
    static void stop() throws IOException {
        platform.close();
    }

    @Test
    @DisplayName("another PDU, device, node or user is refused, and what there is may still change and go")
    void full() {
        refusesASecond(
                "/api/v1/pdus",
                "{\"name\": \"Rack\", \"code\": \"%s\", \"type\": \"rack\", \"total_sockets\": 1}",
                "pdu");
        refusesASecond("/api/v1/devices", "{\"serial_number\": \"%s\"}", "device");
        refusesASecond("/api/users", "{\"email\": \"%s@example.com\", \"password\": \"secure-password\"}", "user");
        refusesASecond("/api/v1/nodes/join-request", "{\"hostname\": \"%s\"}", "node");
    }

    private void refusesASecond(String path, String body, String kind) {
        var admin = platform.homelab();
        var first = admin.post(path, body.formatted("first"));
        assertThat(first.status()).as(kind).isEqualTo(201);
        var second = admin.post(path, body.formatted("second"));
        assertThat(second.status()).as(kind).isEqualTo(409);
        assertThat(second.raw().body()).contains("FLEET_FULL", "of the kind " + kind);
        if (kind.equals("device")) {
            var item = path + "/" + first.field("data").path("id").asText();
            assertThat(admin.put(item, "{\"name\": \"Named\"}").status()).isEqualTo(200);
            assertThat(admin.delete(item).status()).isEqualTo(204);
            assertThat(admin.post(path, body.formatted("second")).status()).isEqualTo(201);
        }
    }

    @Test
    @DisplayName(
            "whose telemetry has registered all the servers of an hour is told when to come back, and others are not")
    void newServers() {
        var sender = platform.withScopes("metrics.write", "server.register");
        assertThat(sender.post("/api/v1/metrics", samples("first")).status()).isEqualTo(202);
        var second = sender.post("/api/v1/metrics", samples("second"));
        assertThat(second.status()).isEqualTo(429);
        assertThat(Long.parseLong(second.required("Retry-After"))).isBetween(1L, 3600L);
        var heartbeat = sender.post(
                "/api/v1/agents/heartbeat",
                "{\"server_id\": \"third\", \"timestamp\": \"%s\", \"metrics\": {}}".formatted(Instant.now()));
        assertThat(heartbeat.status()).isEqualTo(429);
        assertThat(heartbeat.header("Retry-After")).isPresent();

        assertThat(sender.post("/api/v1/metrics", samples("first")).status()).isEqualTo(202);
        var other = platform.withScopes("metrics.write", "server.register");
        assertThat(other.post("/api/v1/metrics", samples("second")).status()).isEqualTo(202);
    }

    @Test
    @DisplayName("guesses of one's own password are counted as those of a login are")
    void ownPassword() {
        var path = "/api/users/"
                + viewer.get("/api/auth/me").field("data").path("id").asText();
        var guess = "{\"password\": \"another-password\", \"current_password\": \"guess-%s\"}";
        for (var number = 0; number < 5; number++) {
            assertThat(viewer.put(path, guess.formatted(number)).status()).isEqualTo(400);
        }
        var counted = viewer.put(path, guess.formatted("last"));
        assertThat(counted.status()).isEqualTo(429);
        assertThat(counted.header("Retry-After")).isPresent();
    }

    private static String samples(String server) {
        return "{\"samples\": [{\"server_id\": \"%s\", \"timestamp\": \"%s\", \"metrics\": {\"m\": 1}}]}"
                .formatted(server, Instant.now());
    }
}
