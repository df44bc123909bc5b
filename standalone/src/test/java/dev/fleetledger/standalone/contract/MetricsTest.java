package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PlatformExtension.class)
class MetricsTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final RunningPlatform platform;
    private final Client chatops;
    private final Client agent;

    MetricsTest(RunningPlatform platform) {
        this.platform = platform;
        this.chatops = platform.chatops();
        this.agent = platform.agent();
    }

    @Test
    @DisplayName("C2: what a server measured last, with every field that the document shows")
    void latest() {
        var server = register();
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        beat(server, at.minusSeconds(10), 11.0);
        beat(server, at, 45.2);
        beat(server, at.minusSeconds(20), 99.0);
        await().atMost(SOON).untilAsserted(() -> {
            var reply = chatops.get("/api/v1/metrics/" + server);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.json().toString()).isEqualTo("""
                    {"server_id":"%s","cpu_percent":45.2,"memory_percent":62.5,"disk_percent":null,"load_1m":0.31,\
                    "uptime_seconds":60,\
                    "disk_usage":[{"path":"/","total":1000000000,"used":500000000,"free":500000000,"percent":50.0}],\
                    "network":[{"interface":"eth0","bytes_sent":1000000,"bytes_recv":2000000}],"timestamp":"%s"}""".formatted(server, at));
        });
        assertThat(chatops.get("/api/v1/metrics/" + slug(server)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("C2: 404 before any, and of no server")
    void noneYet() {
        var server = register();
        var reply = chatops.get("/api/v1/metrics/" + server);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.field("detail").asText()).contains("not found");
        assertThat(chatops.get("/api/v1/metrics/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(chatops.get("/api/v1/metrics/nowhere/history").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("C3: history in steps, each point as in C2, each time once")
    void history() {
        var server = register();
        var minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(300);
        beat(server, minute.plusSeconds(20), 20.0);
        beat(server, minute.plusSeconds(10), 10.0);
        beat(server, minute.plusSeconds(20), 20.0);
        beat(server, minute.plusSeconds(70), 70.0);
        var path =
                "/api/v1/metrics/%s/history?start=%s&end=%s&step=".formatted(server, minute, minute.plusSeconds(120));
        await().atMost(SOON).untilAsserted(() -> {
            var reply = chatops.get(path + "60");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.field("server_id").asText()).isEqualTo(server);
            assertThat(reply.field("start").asText()).isEqualTo(minute.toString());
            assertThat(reply.field("end").asText())
                    .isEqualTo(minute.plusSeconds(120).toString());
            assertThat(reply.field("step").asLong()).isEqualTo(60);
            assertThat(reply.field("points")).hasSize(2);
            assertThat(reply.field("points").path(0).toString()).isEqualTo("""
                    {"server_id":"%s","cpu_percent":15.0,"memory_percent":62.5,"disk_percent":null,"load_1m":0.31,\
                    "uptime_seconds":60,\
                    "disk_usage":[{"path":"/","total":1000000000,"used":500000000,"free":500000000,"percent":50.0}],\
                    "network":[{"interface":"eth0","bytes_sent":1000000,"bytes_recv":2000000}],"timestamp":"%s"}""".formatted(server, minute));
            assertThat(reply.field("points").path(1).path("cpu_percent").asDouble())
                    .isEqualTo(70.0);
        });
        var tens = chatops.get(path + "10s").field("points");
        assertThat(tens.findValuesAsText("cpu_percent")).containsExactly("10.0", "20.0", "70.0");
        assertThat(chatops.get("/api/v1/metrics/" + server + "/history").field("points"))
                .isNotEmpty();
    }

    @Test
    @DisplayName("C3: nothing measured is no points")
    void emptyHistory() {
        var reply = chatops.get("/api/v1/metrics/" + register() + "/history");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.field("points")).isEmpty();
    }

    @ParameterizedTest
    @DisplayName("C3: what cannot be asked is refused, naming the parameter; at most 11,000 points")
    @CsvSource({
        "start, start=yesterday",
        "end, start=2024-01-02T00:00:00Z&end=2024-01-01T00:00:00Z",
        "end, start=2024-01-02T00:00:00Z&end=2024-01-02T00:00:00Z",
        "start, start=-0001-01-02T00:00:00Z",
        "end, end=9999-01-02T00:00:00Z",
        "step, step=0",
        "step, step=soon",
        "step, start=2024-01-01T00:00:00Z&end=2024-01-02T00:00:00Z&step=7",
    })
    void whatCannotBeAsked(String parameter, String query) {
        var reply = chatops.get("/api/v1/metrics/" + register() + "/history?" + query);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.field("detail").path(0).path("loc").path(1).asText()).isEqualTo(parameter);
    }

    @Test
    @DisplayName("H5, C2: a deleted server's metrics are gone")
    void deleted() {
        var server = register();
        beat(server, Instant.now(), 1.0);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                chatops.get("/api/v1/metrics/" + server).status())
                        .isEqualTo(200));
        assertThat(platform.homelab().delete("/api/v1/servers/" + server).status())
                .isEqualTo(204);
        assertThat(chatops.get("/api/v1/metrics/" + server).status()).isEqualTo(404);
        assertThat(chatops.get("/api/v1/metrics/" + server + "/history").status())
                .isEqualTo(404);
    }

    private String register() {
        var name = "metrics-" + UUID.randomUUID().toString().substring(0, 8);
        return chatops.post("/api/v1/servers", "{\"name\":\"N\",\"host\":\"" + name + "\"}")
                .field("id")
                .asText();
    }

    private String slug(String server) {
        return chatops.get("/api/v1/servers/" + server).field("slug").asText();
    }

    private void beat(String server, Instant at, double cpu) {
        var reply = agent.post("/api/v1/agents/heartbeat", """
                {"server_id":"%s","timestamp":"%s","os_info":{"uptime_seconds":60},
                 "metrics":{"cpu_percent":%s,"memory_percent":62.5,"load_1m":0.31,
                  "disk_usage":[{"path":"/","total":1000000000,"used":500000000,"free":500000000,"percent":50.0}],
                  "network":[{"interface":"eth0","bytes_sent":1000000,"bytes_recv":2000000}]}}""".formatted(server, at, cpu));
        assertThat(reply.status()).isEqualTo(202);
    }
}
