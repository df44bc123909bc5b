package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PlatformExtension.class)
class HeartbeatTest {
    private static final String PATH = "/api/v1/agents/heartbeat";

    private final RunningPlatform platform;
    private final Client agent;

    HeartbeatTest(RunningPlatform platform) {
        this.platform = platform;
        this.agent = platform.agent();
    }

    @Test
    @DisplayName("H11, H1, H3: an agent's first heartbeat registers its server and shows what it measured")
    void theFirstHeartbeat() {
        var id = unique("beat");
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var reply = agent.post(PATH, """
                {"server_id":"%s","hostname":"beat.lan","agent_version":"0.1.0","timestamp":"%s",
                 "os_info":{"os":"Debian 13","kernel":"6.12","architecture":"amd64","uptime_seconds":60},
                 "metrics":{"cpu_percent":23.5,"memory_percent":67.2,"disk_percent":45.0,"load_1m":0.5,
                  "disk_usage":[{"path":"/","total":1000,"used":500,"free":500,"percent":50.0}],
                  "network":[{"interface":"eth0","bytes_sent":1,"bytes_recv":2}]}}""".formatted(id, at));
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.field("accepted").asBoolean()).isTrue();
        assertThat(reply.field("server_id").asText()).isEqualTo(id);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var server = platform.homelab().get("/api/v1/servers/" + id);
            assertThat(server.field("status").asText()).isEqualTo("online");
            assertThat(server.field("hostname").asText()).isEqualTo("beat.lan");
            assertThat(server.field("latest_metrics").toString())
                    .isEqualTo("{\"cpu_percent\":23.5,\"memory_percent\":67.2,\"disk_percent\":45.0}");
            assertThat(server.field("os_info").path("os").asText()).isEqualTo("Debian 13");
            assertThat(server.field("os_info").path("uptime_seconds").asLong()).isEqualTo(60);
            assertThat(server.field("agent_version").asText()).isEqualTo("0.1.0");
            assertThat(server.field("last_seen").isTextual()).isTrue();
        });
    }

    @Test
    @DisplayName("H11: first heartbeats that come at once make one server")
    void firstHeartbeatsAtOnce() throws Exception {
        var id = unique("at-once");
        var calls = new ArrayList<Callable<Reply>>();
        for (var i = 0; i < 8; i++) {
            calls.add(() -> agent.post(PATH, minimal(id)));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var uuids = threads.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .peek(reply -> assertThat(reply.status()).isEqualTo(202))
                    .map(reply -> reply.field("uuid").asText())
                    .collect(Collectors.toSet());
            assertThat(uuids).hasSize(1);
        }
    }

    @Test
    @DisplayName("shapes: a server is named by slug, uuid or number")
    void threeNames() {
        var created =
                platform.homelab().post("/api/v1/servers", "{\"id\":\"" + unique("named") + "\",\"hostname\":\"h\"}");
        for (var name : new String[] {"slug", "uuid", "number"}) {
            var reply = agent.post(PATH, minimal(created.field(name).asText()));
            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.field("uuid")).isEqualTo(created.field("uuid"));
        }
    }

    @Test
    @DisplayName("H5: a deleted server's heartbeats are dropped until it is registered again")
    void aDeletedServer() {
        var id = unique("deleted");
        var body = "{\"id\":\"" + id + "\",\"hostname\":\"h\"}";
        platform.homelab().post("/api/v1/servers", body);
        assertThat(agent.post(PATH, minimal(id)).status()).isEqualTo(202);
        assertThat(platform.homelab().delete("/api/v1/servers/" + id).status()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var dropped = agent.post(PATH, minimal(id));
            assertThat(dropped.status()).isEqualTo(404);
            assertThat(dropped.field("error_code").asText()).isEqualTo("SERVER_NOT_FOUND");
        });
        assertThat(platform.homelab().get("/api/v1/servers/" + id).status()).isEqualTo(404);

        platform.homelab().post("/api/v1/servers", body);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(agent.post(PATH, minimal(id)).status()).isEqualTo(202));
    }

    @ParameterizedTest
    @DisplayName("shapes: what cannot be is refused, naming the field")
    @CsvSource(
            delimiter = '|',
            value = {
                "server_id | {'timestamp':'NOW','metrics':{}}",
                "server_id | {'server_id':'a b','timestamp':'NOW','metrics':{}}",
                "timestamp | {'server_id':'a','metrics':{}}",
                "timestamp | {'server_id':'a','timestamp':'yesterday','metrics':{}}",
                "timestamp | {'server_id':'a','timestamp':'LATER','metrics':{}}",
                "metrics | {'server_id':'a','timestamp':'NOW'}",
                "metrics.cpu_percent | {'server_id':'a','timestamp':'NOW','metrics':{'cpu_percent':100.1}}",
                "metrics.memory_percent | {'server_id':'a','timestamp':'NOW','metrics':{'memory_percent':-1}}",
                "metrics.load_1m | {'server_id':'a','timestamp':'NOW','metrics':{'load_1m':'NaN'}}",
                "metrics.load_1m | {'server_id':'a','timestamp':'NOW','metrics':{'load_1m':'Infinity'}}",
                "metrics.load_1m | {'server_id':'a','timestamp':'NOW','metrics':{'load_1m':'1'}}",
                "metrics.cpu_percent | {'server_id':'a','timestamp':'NOW','metrics':{'cpu_percent':'NaN'}}",
                "metrics.disk_usage.0.percent"
                        + " | {'server_id':'a','timestamp':'NOW','metrics':{'disk_usage':[{'path':'/','total':1,'used':1,'free':0,'percent':101}]}}"
            })
    void whatCannotBe(String field, String body) {
        var refused = agent.post(
                PATH,
                body.replace('\'', '"')
                        .replace("NOW", Instant.now().toString())
                        .replace("LATER", Instant.now().plusSeconds(400).toString()));

        assertThat(refused.status()).isEqualTo(422);
        var loc = new ArrayList<String>();
        refused.field("detail").path(0).path("loc").forEach(part -> loc.add(part.asText()));
        assertThat(String.join(".", loc)).isEqualTo("body." + field);
    }

    @Test
    @DisplayName("rule 6: a key bound to a server sends no other's telemetry")
    void aBoundKey() {
        var mine = platform.chatops().post("/api/v1/servers", "{\"name\":\"N\",\"host\":\"" + unique("mine") + "\"}");
        var other = platform.chatops().post("/api/v1/servers", "{\"name\":\"N\",\"host\":\"" + unique("other") + "\"}");
        var key = platform.chatops()
                .post(
                        "/api/v1/api-keys",
                        "{\"server_id\":\"%s\",\"name\":\"Production Agent\"}"
                                .formatted(mine.field("id").asText()));
        assertThat(key.status()).isEqualTo(201);
        var bound = platform.anonymous().with("X-API-Key", key.field("key").asText());

        assertThat(bound.post(PATH, minimal(mine.field("slug").asText())).status())
                .isEqualTo(202);
        assertThat(bound.post(PATH, minimal(other.field("slug").asText())).status())
                .isEqualTo(403);
        assertThat(bound.post(PATH, minimal(unique("new"))).status()).isEqualTo(403);
    }

    @Test
    @DisplayName("shapes: it takes a credential")
    void withoutCredentials() {
        assertThat(platform.anonymous().post(PATH, minimal("a")).status()).isEqualTo(401);
    }

    private static String minimal(String id) {
        return "{\"server_id\":\"%s\",\"timestamp\":\"%s\",\"metrics\":{\"cpu_percent\":1}}"
                .formatted(id, Instant.now());
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
