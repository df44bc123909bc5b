package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.RemoteWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Telemetry of different hosts is of different servers, whatever is made of their names. */
@ExtendWith(PlatformExtension.class)
class HostNamesTest {
    private final RunningPlatform platform;

    HostNamesTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @ParameterizedTest
    @CsvSource({
        "api.#.internal.lan, api-#-internal-lan",
        "сервер-#, хост-#",
        "farm-of-application-servers-in-the-northern-region-#-blue-group-one.example.org,"
                + "farm-of-application-servers-in-the-northern-region-#-blue-group-two.example.org",
        "https://shop.#.example.com/, https://shop-#.example.com:8443/health?x=1"
    })
    @DisplayName("rule 3: of two hosts whose names make one slug there are two servers, by each way in")
    void twoHosts(String first, String second) {
        for (var way : List.of("write", "collectd", "heartbeat")) {
            var tag = way + UUID.randomUUID().toString().substring(0, 6);
            var one = first.replace("#", tag);
            var other = second.replace("#", tag);
            if (one.contains("/") && !way.equals("write")) {
                continue;
            }
            for (var host : List.of(one, other, one, other)) {
                assertThat(send(way, host)).as("%s of %s", way, host).isBetween(200, 204);
            }
            var names = List.of(host(one), host(other));
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                assertThat(hostnames(tag)).containsExactlyInAnyOrderElementsOf(names);
            });
        }
    }

    @Test
    @DisplayName("rule 3: a host's name that leaves but digits is no server's number")
    void noNumber() {
        var before = names();
        assertThat(send("write", "機械1:9100")).isEqualTo(204);
        assertThat(send("collectd", "機械1")).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(names()).hasSize(before.size() + 1).contains("機械1"));
    }

    @Test
    @DisplayName("rule 3: an id that a sender gives is looked up by")
    void explicit() {
        var tag = UUID.randomUUID().toString().substring(0, 6);
        assertThat(send("batch", "db." + tag + ".lan")).isEqualTo(202);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(hostnames(tag)).hasSize(1));
        assertThat(send("batch", "db-" + tag + "-lan")).isEqualTo(202);
        assertThat(hostnames(tag)).containsExactly("db." + tag + ".lan");
    }

    @Test
    @DisplayName("H5: the deletion of a server holds its own host's telemetry up, and no other's")
    void deleted() {
        var tag = UUID.randomUUID().toString().substring(0, 6);
        assertThat(send("write", "x." + tag)).isEqualTo(204);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(platform.homelab()
                                .delete("/api/v1/servers/x-" + tag)
                                .status())
                        .isEqualTo(204));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(send("write", "X." + tag + ".")).isEqualTo(400));
        assertThat(send("write", "x-" + tag)).isEqualTo(204);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(hostnames(tag)).containsExactly("x-" + tag));
    }

    @Test
    @DisplayName("rule 3: a hostname that several servers have names none of them, and makes no other")
    void ambiguous() {
        var tag = UUID.randomUUID().toString().substring(0, 6);
        for (var id : List.of("one-", "two-")) {
            assertThat(platform.homelab()
                            .post("/api/v1/servers", "{\"id\":\"%s\",\"hostname\":\"dup.%s\"}".formatted(id + tag, tag))
                            .status())
                    .isEqualTo(201);
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var refused = platform.agent().write(up("dup." + tag + ":9100"));
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.field("detail").asText())
                    .contains("ambiguous_server 1")
                    .contains("dup." + tag);
        });
        assertThat(send("collectd", "dup." + tag)).isEqualTo(422);
        assertThat(send("heartbeat", "dup." + tag)).isEqualTo(409);
        assertThat(hostnames(tag)).hasSize(2);
        assertThat(send("write", "one-" + tag)).isEqualTo(204);
    }

    @Test
    @DisplayName("H11: a new host that is heard of several times at once is one server")
    void atOnce() {
        var host = "rush." + UUID.randomUUID().toString().substring(0, 6);
        var sent = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> send(i % 2 == 0 ? "write" : "collectd", host)))
                .toList();
        sent.forEach(each -> assertThat(each.join()).isBetween(200, 204));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(hostnames(host)).hasSize(1));
    }

    private int send(String way, String host) {
        return switch (way) {
            case "write" -> platform.agent().write(up(host)).status();
            case "collectd" ->
                platform.agent()
                        .post("/api/v1/collectd", """
                    [{"values":[7],"dstypes":["gauge"],"dsnames":["value"],"time":%s,"interval":10,"host":"%s",
                      "plugin":"load","plugin_instance":"","type":"load","type_instance":""}]""".formatted(Instant.now().getEpochSecond() - 1, host))
                        .status();
            case "heartbeat" ->
                platform.agent()
                        .post("/api/v1/agents/heartbeat", """
                    {"server_id":"%s","server_id_from_hostname":true,"hostname":"%s","timestamp":"%s","metrics":{}}""".formatted("made-of-it", host, Instant.now()))
                        .status();
            default ->
                platform.agent()
                        .post("/api/v1/metrics", """
                    {"samples":[{"server_id":"%s","timestamp":"%s","metrics":{"m":1}}]}""".formatted(host, Instant.now()))
                        .status();
        };
    }

    private static String host(String instance) {
        return instance.replaceFirst("^https?://", "").replaceFirst("[:/].*", "");
    }

    private List<String> names() {
        return hostnames("");
    }

    private List<String> hostnames(String part) {
        return StreamSupport.stream(
                        platform.homelab()
                                .get("/api/v1/servers")
                                .field("servers")
                                .spliterator(),
                        false)
                .map(server -> server.path("hostname").asText())
                .filter(name -> name.contains(part))
                .toList();
    }

    private static RemoteWrite up(String instance) {
        return new RemoteWrite()
                .series(
                        List.of("__name__", "up", "instance", instance, "job", "node"),
                        Instant.now().toEpochMilli(),
                        1);
    }
}
