package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.RemoteWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
class IntakeTest {
    private final RunningPlatform platform;

    IntakeTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @Test
    @DisplayName("shapes: a telemetry batch answers for each item; accepted and rejected are what was sent")
    void aBatch() {
        var server = server();
        var reply = platform.withScopes("metrics.write")
                .post("/api/v1/metrics", """
                {"samples":[%s,%s,{"server_id":5}]}""".formatted(item(server), item(unique("nobody"))));

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.field("accepted").asInt()).isEqualTo(1);
        assertThat(reply.field("rejected").asInt()).isEqualTo(2);
        var errors = reply.field("errors");
        assertThat(errors).hasSize(2);
        assertThat(errors.path(0).path("index").asInt()).isEqualTo(1);
        assertThat(errors.path(0).path("field").asText()).isEqualTo("server_id");
        assertThat(errors.path(0).path("message").asText()).contains("not found");
    }

    @Test
    @DisplayName("shapes: the same as NDJSON")
    void lines() {
        var reply = platform.homelab()
                .with("Content-Type", "application/x-ndjson")
                .post("/api/v1/metrics", item(server()) + "\n" + item(server()) + "\n");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.field("accepted").asInt()).isEqualTo(2);
    }

    @Test
    @DisplayName("shapes: 422 only if nothing of a batch is accepted")
    void nothingAccepted() {
        var reply = platform.withScopes("metrics.write")
                .post("/api/v1/metrics", "{\"samples\":[" + item(unique("nobody")) + "]}");

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field("detail").path(0).path("loc").toString())
                .isEqualTo("[\"body\",\"samples\",0,\"server_id\"]");
    }

    @Test
    @DisplayName("remote write: the server of an instance is found by its hostname, or registered if the key may")
    void remoteWrite() {
        var host = unique("web") + ".lan";
        assertThat(platform.agent().write(up(host + ":9100")).status()).isEqualTo(204);
        var slug = host.replace('.', '-');
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var server = platform.homelab().get("/api/v1/servers/" + slug);
            assertThat(server.status()).isEqualTo(200);
            assertThat(server.field("hostname").asText()).isEqualTo(host);
        });
        // The same again, as after an answer that was lost, and from a key that may not register.
        assertThat(platform.agent().write(up(host + ":9100")).status()).isEqualTo(204);
        assertThat(platform.withScopes("metrics.write").write(up(host)).status())
                .isEqualTo(204);

        var refused = platform.withScopes("metrics.write").write(up(unique("nobody")));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("error_code").asText()).isEqualTo("SAMPLES_REJECTED");
        assertThat(refused.field("detail").asText()).contains("unknown_server 1");
    }

    @Test
    @DisplayName("H5: what is written for a deleted server does not bring it back")
    void aDeletedServer() {
        var host = server();
        assertThat(platform.agent().write(up(host)).status()).isEqualTo(204);
        assertThat(platform.homelab().delete("/api/v1/servers/" + host).status())
                .isEqualTo(204);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(platform.agent().write(up(host)).status()).isEqualTo(400));
        assertThat(platform.homelab().get("/api/v1/servers/" + host).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("rule 6: a key bound to a server sends no other's telemetry, whatever the way in")
    void aBoundKey() {
        var mine = server();
        var other = server();
        var uuid =
                platform.homelab().get("/api/v1/servers/" + mine).field("uuid").asText();
        var key = platform.chatops()
                .post("/api/v1/api-keys", "{\"server_id\":\"%s\",\"name\":\"bound\"}".formatted(uuid));
        var bound = platform.anonymous().with("X-API-Key", key.field("key").asText());

        var batch = bound.post("/api/v1/metrics", "{\"samples\":[%s,%s]}".formatted(item(mine), item(other)));
        assertThat(batch.field("accepted").asInt()).isEqualTo(1);
        assertThat(batch.field("rejected").asInt()).isEqualTo(1);
        assertThat(bound.write(up(mine)).status()).isEqualTo(204);
        assertThat(bound.write(up(other)).status()).isEqualTo(400);
        assertThat(bound.post("/api/v1/collectd", collectd(mine)).status()).isEqualTo(200);
        assertThat(bound.post("/api/v1/collectd", collectd(other)).status()).isEqualTo(422);
        assertThat(bound.write(up(uuid)).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("rule 6: a key bound to a server does not learn which others there are")
    void whatABoundKeyLearns() {
        var bound = platform.boundTo(server());
        var known = server();
        var gone = unique("target");
        BiConsumer<String, Function<String, Reply>> alike = (what, ask) -> {
            var there = ask.apply(known);
            var nowhere = ask.apply(gone);
            assertThat(nowhere.status()).as(what).isEqualTo(there.status());
            assertThat(nowhere.raw().body().replace(gone, "X"))
                    .as(what)
                    .isEqualTo(there.raw().body().replace(known, "X"));
        };
        alike.accept("batch", name -> bound.post("/api/v1/metrics", "{\"samples\":[%s]}".formatted(item(name))));
        alike.accept("remote write", name -> bound.write(up(name)));
        alike.accept("collectd", name -> bound.post("/api/v1/collectd", collectd(name)));
        for (var path : List.of("/api/v1/agents/heartbeat", "/api/v1/agents/register")) {
            alike.accept(path, name -> bound.post(path, item(name)));
            assertThat(bound.post(path, item(gone)).status()).isEqualTo(403);
        }
        alike.accept("details", name -> bound.get("/api/v1/servers/" + name));
        assertThat(bound.get("/api/v1/servers/" + gone).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("remote write 2.0 is told 415, so that its senders fall back")
    void versionTwo() {
        var reply = platform.homelab()
                .with("Content-Type", "application/x-protobuf;proto=io.prometheus.write.v2.Request")
                .post("/api/v1/write", "x");
        assertThat(reply.status()).isEqualTo(415);
    }

    private String server() {
        var slug = unique("target");
        var created =
                platform.homelab().post("/api/v1/servers", "{\"id\":\"%s\",\"hostname\":\"%s\"}".formatted(slug, slug));
        assertThat(created.status()).isEqualTo(201);
        return slug;
    }

    private static RemoteWrite up(String instance) {
        return new RemoteWrite()
                .series(
                        List.of("__name__", "up", "instance", instance, "job", "node"),
                        Instant.now().toEpochMilli(),
                        1);
    }

    private static String item(String server) {
        return "{\"server_id\":\"%s\",\"timestamp\":\"%s\",\"metrics\":{\"queue_length\":7}}"
                .formatted(server, Instant.now());
    }

    private static String collectd(String host) {
        return """
                [{"values":[7],"dstypes":["gauge"],"dsnames":["value"],"time":%s.5,"interval":10,"host":"%s",
                  "plugin":"load","plugin_instance":"","type":"load","type_instance":""}]""".formatted(Instant.now().getEpochSecond() - 1, host);
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
