package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Promises N1 to N4: how a node joins. */
@ExtendWith(PlatformExtension.class)
class NodeJoinTest {
    private final RunningPlatform platform;
    private final Client admin;

    NodeJoinTest(RunningPlatform platform) {
        this.platform = platform;
        this.admin = platform.homelab();
    }

    @Test
    @DisplayName("N1: anyone may ask to join, and is given a code of five characters that do not look alike")
    void joinRequest() {
        var reply = JoinedNode.request(platform, "api.example.com");
        var code = reply.field("registration_code").asText();
        assertThat(code).matches("[A-HJ-KM-NP-Z2-9]{5}");
        assertThat(reply.field("request_id").isTextual()).isTrue();
        assertThat(reply.field("message").asText())
                .isEqualTo("Join request submitted. Give code " + code + " to admin.");
        assertThat(reply.required("Location"))
                .isEqualTo("/api/v1/nodes/" + reply.field("request_id").asText());
    }

    @ParameterizedTest
    @DisplayName("N1: what cannot be is refused, naming the field")
    @CsvSource(
            delimiter = '|',
            value = {
                "hostname | {'ip_address': '192.168.1.100'}",
                "hostname | {'hostname': 'a b'}",
                "hostname | {'hostname': 5}",
                "ip_address | {'hostname': 'a', 'ip_address': '300.1.1.1'}",
                "system_info | {'hostname': 'a', 'system_info': 5}"
            })
    void whatCannotJoin(String field, String body) {
        var refused = platform.anonymous().post("/api/v1/nodes/join-request", body.replace('\'', '"'));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("detail").path(0).path("loc").path(1).asText()).isEqualTo(field);
        assertThat(refused.field("error_code").asText()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    @DisplayName("N2, N3: pending until an administrator approves; the key is handed over once, and works")
    void approval() {
        var request = JoinedNode.request(platform, "api.example.com");
        var id = request.field("request_id").asText();
        var poll = "/api/v1/nodes/status/code/"
                + request.field("registration_code").asText();

        var pending = platform.anonymous().get(poll);
        assertThat(pending.status()).isEqualTo(200);
        assertThat(pending.json().toString()).isEqualTo("{\"status\":\"pending\",\"api_key\":null}");

        var approved = admin.post("/api/v1/nodes/approve/" + id, "");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.field("id").asText()).isEqualTo(id);
        assertThat(approved.field("hostname").asText()).isEqualTo("api.example.com");
        assertThat(approved.field("uuid").asText()).hasSize(36);
        assertThat(approved.field("ip_address").asText()).isEqualTo("192.168.1.100");
        assertThat(approved.field("status").asText()).isEqualTo("active");
        assertThat(approved.field("storage_quota_gb").isNull()).isTrue();
        assertThat(approved.field("storage_used_bytes").asLong()).isZero();
        assertThat(approved.field("is_master").asBoolean()).isFalse();
        assertThat(approved.field("created_at").isTextual()).isTrue();

        var twice = admin.post("/api/v1/nodes/approve/" + id, "");
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.field("error_code").asText()).isEqualTo("NODE_ALREADY_ACTIVE");

        var active = platform.anonymous().get(poll);
        assertThat(active.status()).isEqualTo(200);
        assertThat(active.field("status").asText()).isEqualTo("active");
        var self =
                platform.anonymous().with("X-API-Key", active.field("api_key").asText());
        assertThat(self.put("/api/v1/nodes/me/sites/example.com", "{\"used_bytes\": 5}")
                        .status())
                .isEqualTo(200);

        var again = platform.anonymous().get(poll);
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.field("detail").isTextual()).isTrue();
    }

    @Test
    @DisplayName("N2: of many polls at once one is handed the key")
    void onceOfMany() throws Exception {
        var request = JoinedNode.request(platform, "api.example.com");
        var code = request.field("registration_code").asText();
        admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"" + code + "\"}");
        var polls = new ArrayList<Callable<Reply>>();
        for (var i = 0; i < 8; i++) {
            polls.add(() -> platform.anonymous().get("/api/v1/nodes/status/code/" + code));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var statuses = threads.invokeAll(polls).stream()
                    .map(poll -> poll.resultNow().status())
                    .sorted()
                    .toList();
            assertThat(statuses).containsExactly(200, 404, 404, 404, 404, 404, 404, 404);
        }
    }

    @Test
    @DisplayName("N4: an administrator approves by the code, in whatever case it is typed")
    void registerByCode() {
        var request = JoinedNode.request(platform, "api.example.com");
        var code = request.field("registration_code").asText().toLowerCase(Locale.ROOT);
        var approved = admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"" + code + "\"}");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.field("id").asText())
                .isEqualTo(request.field("request_id").asText());
        assertThat(approved.field("status").asText()).isEqualTo("active");
        assertThat(admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"" + code + "\"}")
                        .status())
                .isEqualTo(409);
        assertThat(admin.post("/api/v1/nodes/register-by-code", "{\"code\": \"OOOOO\"}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.post("/api/v1/nodes/register-by-code", "{}").status()).isEqualTo(422);
    }

    @ParameterizedTest
    @DisplayName("N2: a code that nobody has is 404, whatever it looks like")
    @ValueSource(strings = {"OOOOO", "1", "%20", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void noSuchCode(String code) {
        var reply = platform.anonymous().get("/api/v1/nodes/status/code/" + code);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.field("detail").isTextual()).isTrue();
    }

    @Test
    @DisplayName("rule 4: the node that runs on the platform's own machine is the master")
    void master() throws UnknownHostException {
        var here = JoinedNode.request(platform, InetAddress.getLocalHost().getHostName());
        var approved =
                admin.post("/api/v1/nodes/approve/" + here.field("request_id").asText(), "");
        assertThat(approved.field("is_master").asBoolean()).isTrue();
    }

    @Test
    @DisplayName("rule 9: a request repeated with its key happens once, and shows no code twice")
    void repeated() {
        var key = UUID.randomUUID().toString();
        var body = "{\"hostname\": \"api.example.com\"}";
        var first = platform.anonymous().with("Idempotency-Key", key).post("/api/v1/nodes/join-request", body);
        var second = platform.anonymous().with("Idempotency-Key", key).post("/api/v1/nodes/join-request", body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.field("request_id")).isEqualTo(first.field("request_id"));
        assertThat(second.field("registration_code").isNull()).isTrue();
    }
}
