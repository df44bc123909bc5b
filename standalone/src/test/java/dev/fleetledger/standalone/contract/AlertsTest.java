package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** C6: alerts, from an agent's heartbeat to an operator's answer. Each test has a server and a threshold of its own. */
@ExtendWith(PlatformExtension.class)
class AlertsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RunningPlatform platform;
    private final Client client;
    private final Client agent;
    private final String slug = "alert-" + UUID.randomUUID();
    private String server = "";
    private String threshold = "";
    private Instant clock = Instant.now().minusSeconds(60);

    AlertsTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
        this.agent = platform.agent();
    }

    @BeforeEach
    void watch() {
        var registered = platform.homelab()
                .post("/api/v1/servers", "{\"id\": \"%s\", \"hostname\": \"%s\"}".formatted(slug, slug));
        assertThat(registered.status()).isEqualTo(201);
        server = registered.field("uuid").asText();
        threshold = threshold("\"clear_value\": 70");
    }

    @Test
    @DisplayName("C6: a heartbeat over the threshold raises exactly one alert, told once however often it crosses")
    void oneAlert() {
        heartbeat(95);
        var alert = awaitActive();
        assertThat(alert.path("server_id").asText()).isEqualTo(server);
        assertThat(alert.path("threshold_id").asText()).isEqualTo(threshold);
        assertThat(alert.path("metric_type").asText()).isEqualTo("cpu");
        assertThat(alert.path("comparison").asText()).isEqualTo("gt");
        assertThat(alert.path("threshold_value").asDouble()).isEqualTo(80);
        assertThat(alert.path("value").asDouble()).isEqualTo(95);
        assertThat(alert.path("status").asText()).isEqualTo("active");
        assertThat(alert.path("state").asText()).isEqualTo("firing");
        assertThat(alert.path("severity").asText()).isEqualTo("warning");
        assertThat(alert.path("message").asText()).contains(slug, "cpu", "95", "80");
        assertThat(alert.path("triggered_at").asText()).endsWith("Z");
        assertThat(alert.path("resolved_at").isNull()).isTrue();
        assertThat(alert.path("resolved_by").isNull()).isTrue();

        heartbeat(96);
        heartbeat(97);
        heartbeat(75);
        awaitState("recovering");
        heartbeat(99);
        awaitState("firing");
        assertThat(alerts("")).hasSize(1);

        heartbeat(20);
        var recovered = awaitStatus("resolved");
        assertThat(recovered.path("id")).isEqualTo(alert.path("id"));
        assertThat(recovered.path("resolution").asText()).isEqualTo("recovered");
        assertThat(recovered.path("resolved_by").asText()).isEqualTo("system:alerts");
        assertThat(alerts("&status=active")).isEmpty();

        heartbeat(98);
        var second = awaitActive();
        assertThat(second.path("id")).isNotEqualTo(alert.path("id"));
        assertThat(alerts("")).hasSize(2);
    }

    @Test
    @DisplayName("C6: an operator acknowledges and resolves; once it is resolved, both are 409")
    void resolve() {
        heartbeat(95);
        var id = awaitActive().path("id").asText();

        var acknowledged = client.post("/api/v1/alerts/" + id + "/acknowledge", "");
        assertThat(acknowledged.status()).isEqualTo(200);
        assertThat(acknowledged.field("acknowledged_by").asText()).startsWith("user:");
        assertThat(acknowledged.field("status").asText()).isEqualTo("active");

        var resolved = client.post("/api/v1/alerts/" + id + "/resolve", "");
        assertThat(resolved.status()).isEqualTo(200);
        assertThat(resolved.field("id").asText()).isEqualTo(id);
        assertThat(resolved.field("status").asText()).isEqualTo("resolved");
        assertThat(resolved.field("resolved_by").asText()).startsWith("user:");
        assertThat(resolved.field("resolved_at").asText()).endsWith("Z");
        assertThat(client.get("/api/v1/alerts/" + id).json()).isEqualTo(resolved.json());

        for (var action : new String[] {"resolve", "acknowledge"}) {
            var again = client.post("/api/v1/alerts/" + id + "/" + action, "");
            assertThat(again.status()).isEqualTo(409);
            assertThat(again.field("detail").asText()).contains("resolved already");
            assertThat(again.field("error_code").asText()).isEqualTo("ALERT_RESOLVED");
        }

        var history = client.get("/api/v1/alerts/" + id + "/history?order=asc");
        assertThat(history.field("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("alert.triggered", "alert.acknowledged", "alert.resolved");
    }

    @Test
    @DisplayName("C6: what changes, disables or deletes a threshold settles what is open by it")
    void settled() {
        heartbeat(95);
        awaitActive();
        assertThat(client.put("/api/v1/alerts/thresholds/" + threshold, "{\"threshold_value\": 90}")
                        .status())
                .isEqualTo(200);
        assertThat(awaitStatus("resolved").path("resolution").asText()).isEqualTo("threshold_changed");

        heartbeat(96);
        awaitActive();
        client.put("/api/v1/alerts/thresholds/" + threshold, "{\"enabled\": false}");
        assertThat(alerts("&status=active")).isEmpty();
        assertThat(alerts("").get(0).path("resolution").asText()).isEqualTo("threshold_disabled");

        var other = threshold("\"for_seconds\": 0");
        heartbeat(97);
        awaitActive();
        assertThat(client.delete("/api/v1/alerts/thresholds/" + other).status()).isEqualTo(204);
        assertThat(alerts("").get(0).path("resolution").asText()).isEqualTo("threshold_deleted");
        assertThat(alerts("&status=active")).isEmpty();
    }

    @Test
    @DisplayName("H5, C6: a deleted server's alerts are over, and thresholds for it alone are gone")
    void serverDeleted() {
        heartbeat(95);
        var id = awaitActive().path("id").asText();
        assertThat(client.delete("/api/v1/servers/" + server).status()).isEqualTo(204);
        var alert = client.get("/api/v1/alerts/" + id);
        assertThat(alert.field("status").asText()).isEqualTo("resolved");
        assertThat(alert.field("resolution").asText()).isEqualTo("target_deleted");
        assertThat(client.get("/api/v1/alerts/thresholds/" + threshold).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("C6: what is not there is 404, a wrong filter 422, in C's body")
    void refusals() {
        var unknown = UUID.randomUUID();
        assertThat(client.get("/api/v1/alerts/" + unknown).status()).isEqualTo(404);
        assertThat(client.get("/api/v1/alerts/x").status()).isEqualTo(404);
        assertThat(client.post("/api/v1/alerts/" + unknown + "/resolve", "").status())
                .isEqualTo(404);
        var wrong = client.get("/api/v1/alerts?status=broken");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.field("detail").path(0).path("loc").path(1).asText()).isEqualTo("status");
        assertThat(client.get("/api/v1/alerts?server_id=nobody").json()).isEmpty();
    }

    @Test
    @DisplayName("G13: Gough sees the active alerts in its envelope, by its server's number")
    void gough() {
        heartbeat(95);
        var alert = awaitActive();
        var list = client.get("/api/alerts?per_page=100");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.field("status").asText()).isEqualTo("success");
        assertThat(list.field("pagination").path("page").asInt()).isEqualTo(1);
        assertThat(list.field("timestamp").asText()).endsWith("Z");
        assertThat(list.field("data"))
                .filteredOn(one -> one.path("id").equals(alert.path("id")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.path("server_id").isIntegralNumber()).isTrue();
                    assertThat(one.path("hostname").asText()).isEqualTo(slug);
                    assertThat(one.path("severity").asText()).isEqualTo("warning");
                });
        assertThat(client.get("/api/alerts?page=0").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("G13: the system's metrics have every field that the document shows")
    void systemMetrics() {
        heartbeat(50);
        var metrics = await().atMost(SOON)
                .until(
                        () -> client.get("/api/metrics").field("data"),
                        data -> data.path("system").path("cpu_usage").isNumber());
        assertThat(metrics.path("timestamp").asText()).endsWith("Z");
        assertThat(metrics.path("system").fieldNames())
                .toIterable()
                .containsExactly("cpu_usage", "memory_usage", "disk_usage", "network_in", "network_out");
        assertThat(metrics.path("services").path("active_connections").asInt()).isPositive();
        assertThat(metrics.path("services").path("response_time_avg").asDouble())
                .isPositive();
        assertThat(metrics.path("services").path("requests_per_second").isNumber())
                .isTrue();
        assertThat(metrics.path("servers").path("total").asInt()).isPositive();
        assertThat(metrics.path("servers").path("online").asInt()).isPositive();
        for (var lifecycle : List.of("deploying", "failed")) {
            assertThat(metrics.path("servers").path(lifecycle).asInt(-1))
                    .as(lifecycle)
                    .isEqualTo(listed(lifecycle));
        }
    }

    /** How many servers are so far, as the list shows them. */
    private long listed(String lifecycle) {
        return StreamSupport.stream(
                        platform.homelab()
                                .get("/api/v1/servers")
                                .field("servers")
                                .spliterator(),
                        false)
                .filter(server -> server.path("lifecycle").asText().equals(lifecycle))
                .count();
    }

    @Test
    @DisplayName("A backtest tells what a threshold would have raised, and raises nothing")
    void backtest() {
        client.put("/api/v1/alerts/thresholds/" + threshold, "{\"enabled\": false}");
        for (var cpu : new double[] {50, 95, 75, 60, 99}) {
            heartbeat(cpu);
        }
        var body = """
                {"server_id": "%s", "metric_type": "cpu", "comparison": "gt", "threshold_value": 80, "clear_value": 70}""".formatted(slug);
        var report = await().atMost(SOON)
                .until(
                        () -> client.post("/api/v1/alerts/thresholds/backtest", body),
                        reply -> reply.field("samples").asInt() == 5);
        assertThat(report.status()).isEqualTo(200);
        assertThat(report.field("truncated").asBoolean()).isFalse();
        assertThat(report.field("alerts")).hasSize(2);
        var first = report.field("alerts").get(0);
        assertThat(first.path("server_id").asText()).isEqualTo(server);
        assertThat(first.path("value").asDouble()).isEqualTo(95);
        assertThat(Duration.between(
                        Instant.parse(first.path("triggered_at").asText()),
                        Instant.parse(first.path("resolved_at").asText())))
                .isEqualTo(Duration.ofSeconds(2));
        assertThat(report.field("alerts").get(1).path("resolved_at").isNull()).isTrue();
        assertThat(alerts("")).isEmpty();

        var everywhere = client.post(
                "/api/v1/alerts/thresholds/backtest",
                "{\"metric_type\":\"cpu\",\"comparison\":\"gt\",\"threshold_value\":70,\"tag\":\"nowhere\"}");
        assertThat(everywhere.status()).as(everywhere.toString()).isEqualTo(200);
        var wrong = client.post("/api/v1/alerts/thresholds/backtest", body.replace("70", "90"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.field("detail").path(0).path("loc").path(1).asText()).isEqualTo("clear_value");
        var never =
                "{\"metric_type\": \"cpu\", \"comparison\": \"gt\", \"threshold_value\": 80, \"end\": \"+900000000-01-01T00:00:00Z\"}";
        assertThat(client.post("/api/v1/alerts/thresholds/backtest", never).status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName(
            "C7: any metric that is taken in can be watched, tried and silenced, in whatever letters, and by what it has not")
    void anyMetric() {
        var metric = "system.температура";
        var rule = """
                {"metric_type": "%s", "threshold_value": 80, "comparison": "gt", "server_id": "%s", "labels": {"zone": ""}}""".formatted(metric, server);
        threshold = client.post("/api/v1/alerts/thresholds", rule).field("id").asText();
        var silence = client.post(
                "/api/v1/alerts/silences", """
                {"reason": "known", "expires_at": "%s", "metric_type": "%s"}""".formatted(Instant.now().plusSeconds(600), metric));
        assertThat(silence.status()).isEqualTo(201);
        for (var labels : List.of("{}", "{\"zone\": \"a\"}")) {
            assertThat(platform.homelab()
                            .post("/api/v1/metrics", """
                    {"samples": [{"server_id": "%s", "timestamp": "%s", "metrics": {"%s": 95}, "labels": %s}]}""".formatted(slug, clock, metric, labels))
                            .status())
                    .isEqualTo(202);
        }
        var alert = awaitActive();
        assertThat(alert.path("metric_type").asText()).isEqualTo(metric);
        assertThat(alert.path("labels")).isEmpty();
        assertThat(alert.path("silenced_by").asText())
                .isEqualTo(silence.field("id").asText());
        await().atMost(SOON).untilAsserted(() -> {
            var tried = client.post("/api/v1/alerts/thresholds/backtest", rule);
            assertThat(tried.status()).isEqualTo(200);
            assertThat(tried.field("alerts")).hasSize(1);
        });
        assertThat(alerts("")).hasSize(1);
    }

    @Test
    @DisplayName("N8, C6: a node near its quota is a warning, beyond it critical, and well again once it is below")
    void quotas() {
        var node = JoinedNode.join(platform);
        client.put("/api/v1/nodes/" + node.id() + "/quota", "{\"storage_quota_gb\": 100}");
        node.site("site", 85, "null");
        var near = awaitQuota(node, "active", "quota.warning");
        assertThat(near.path("severity").asText()).isEqualTo("warning");
        assertThat(near.path("value").asDouble()).isEqualTo(85);
        assertThat(near.path("server_id").isNull()).isTrue();
        assertThat(near.path("threshold_id").isNull()).isTrue();
        assertThat(near.path("message").asText()).contains(node.hostname());

        node.site("site", 120, "null");
        assertThat(awaitQuota(node, "active", "quota.over").path("severity").asText())
                .isEqualTo("critical");
        assertThat(awaitQuota(node, "resolved", "quota.warning").path("id")).isEqualTo(near.path("id"));
        node.site("site", 10, "null");
        awaitQuota(node, "resolved", "quota.over");
    }

    private JsonNode awaitQuota(JoinedNode node, String status, String rule) {
        return await().atMost(SOON)
                .until(
                        () -> client
                                .get("/api/v1/alerts?metric_type=quota_percent&status=" + status)
                                .json()
                                .findParents("rule")
                                .stream()
                                .filter(alert -> isOf(alert, node, rule))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static boolean isOf(JsonNode alert, JoinedNode node, String rule) {
        return alert.path("rule").asText().equals(rule)
                && alert.path("target").path("type").asText().equals("node")
                && alert.path("target").path("id").asLong() == node.id();
    }

    private String threshold(String more) {
        var created = client.post("/api/v1/alerts/thresholds", """
                {"server_id": "%s", "metric_type": "cpu", "threshold_value": 80.0, "comparison": "gt", "enabled": true, %s}""".formatted(server, more));
        assertThat(created.status()).isEqualTo(201);
        return created.field("id").asText();
    }

    /** A second later than the one before. */
    private void heartbeat(double cpu) {
        clock = clock.plusSeconds(1);
        var sent = agent.post("/api/v1/agents/heartbeat", """
                {"server_id": "%s", "timestamp": "%s", "metrics": {"cpu_percent": %s}}""".formatted(slug, clock, cpu));
        assertThat(sent.status()).isEqualTo(202);
    }

    private JsonNode alerts(String more) {
        var list = client.get("/api/v1/alerts?server_id=" + server + more);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().isArray()).isTrue();
        return list.json();
    }

    private JsonNode awaitActive() {
        return await().atMost(SOON)
                .until(() -> alerts("&status=active"), found -> found.size() == 1)
                .get(0);
    }

    private JsonNode awaitStatus(String status) {
        return await().atMost(SOON)
                .until(
                        () -> alerts("").path(0),
                        alert -> alert.path("status").asText().equals(status));
    }

    private void awaitState(String state) {
        await().atMost(SOON)
                .until(
                        () -> alerts("").path(0),
                        alert -> alert.path("state").asText().equals(state));
    }
}
