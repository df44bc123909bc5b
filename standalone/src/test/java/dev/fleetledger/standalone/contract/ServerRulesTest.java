package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is settled for all contracts, as far as servers go. */
@ExtendWith(PlatformExtension.class)
class ServerRulesTest {
    private final RunningPlatform platform;
    private final Client homelab;

    ServerRulesTest(RunningPlatform platform) {
        this.platform = platform;
        this.homelab = platform.homelab();
    }

    @Test
    @DisplayName("rule 1: the media type goes before the credential, and the answer has it")
    void theMediaTypeDecides() {
        var asChatops =
                homelab.with("Accept", "application/vnd.chatops.v1+json").get("/api/v1/servers");
        assertThat(asChatops.json().isArray()).isTrue();
        assertThat(asChatops.required("Content-Type")).startsWith("application/vnd.chatops.v1+json");
        assertThat(asChatops.required("Vary"))
                .contains("Accept")
                .contains("Authorization")
                .contains("X-API-Key");

        var asHomelab = platform.chatops()
                .with("Accept", "application/vnd.homelab.v1+json")
                .get("/api/v1/servers");
        assertThat(asHomelab.field("servers").isArray()).isTrue();
        assertThat(homelab.get("/api/v1/servers").required("Content-Type")).startsWith("application/json");
    }

    @ParameterizedTest
    @DisplayName("rule 1: an unknown vendor type or version is not acceptable")
    @CsvSource({"application/vnd.nobody.v1+json", "application/vnd.homelab.v2+json"})
    void anUnknownVendorType(String type) {
        assertThat(homelab.with("Accept", type).get("/api/v1/servers").status()).isEqualTo(406);
    }

    @Test
    @DisplayName("rule 1: either contract takes the other's words")
    void eitherTakesTheOthersWords() {
        var id = unique("words");
        var created = homelab.post(
                "/api/v1/servers", "{\"id\":\"" + id + "\",\"host\":\"h.lan\",\"name\":\"N\",\"port\":2222}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.field("hostname").asText()).isEqualTo("h.lan");
        assertThat(created.field("display_name").asText()).isEqualTo("N");
        assertThat(created.field("port").asInt()).isEqualTo(2222);

        var other =
                platform.chatops().post("/api/v1/servers", "{\"hostname\":\"" + id + "-c\",\"display_name\":\"M\"}");
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.field("name").asText()).isEqualTo("M");
    }

    @Test
    @DisplayName("rule 3: a server has a slug, a uuid and a number; each contract shows its own and takes the other's")
    void threeNames() {
        var id = unique("Names");
        var created = register(id);
        var uuid = created.field("uuid").asText();

        assertThat(created.field("slug").asText()).isEqualTo(id);
        assertThat(created.field("number").asLong()).isPositive();
        assertThat(homelab.get("/api/v1/servers/" + uuid).field("id").asText()).isEqualTo(id);
        assertThat(platform.chatops().get("/api/v1/servers/" + id).field("id").asText())
                .isEqualTo(uuid);
        assertThat(homelab.put("/api/v1/servers/" + uuid, "{}").field("id").asText())
                .isEqualTo(id);
        assertThat(homelab.delete("/api/v1/servers/" + uuid).status()).isEqualTo(204);
    }

    @Test
    @DisplayName("rule 3: slugs keep their case and are unique regardless of it")
    void slugsAndTheirCase() {
        var id = unique("Case");
        register(id);
        var lower = id.toLowerCase(Locale.ROOT);

        assertThat(homelab.post("/api/v1/servers", "{\"id\":\"" + lower + "\",\"hostname\":\"h\"}")
                        .status())
                .isEqualTo(409);
        assertThat(homelab.get("/api/v1/servers/" + lower).field("id").asText()).isEqualTo(id);
    }

    @Test
    @DisplayName("rule 7: what HTTP itself refuses has the contract's body")
    void whatHttpRefuses() {
        var id = unique("http");
        register(id);

        assertRefused(homelab.post("/api/v1/servers", "{\"hostname\":"), 400);
        assertRefused(homelab.send("PATCH", "/api/v1/servers/" + id, "{}"), 405);
        assertRefused(homelab.with("Content-Type", "text/plain").post("/api/v1/servers", "hello"), 415);
        var tooLong = "{\"hostname\":\"" + "h".repeat(2 << 20) + "\"}";
        assertRefused(homelab.post("/api/v1/servers", tooLong), 413);
        assertThat(homelab.get("/api/v1/servers/" + id + "/").status()).isEqualTo(200);
        assertThat(homelab.put("/api/v1/servers/" + id, "{\"colour\":\"red\"}").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("the order of refusals: 404 before a malformed body, that before a wrong one")
    void theOrderOfRefusals() {
        assertRefused(homelab.put("/api/v1/servers/" + unique("none"), "{\"hostname\":"), 404);
    }

    @Test
    @DisplayName("rule 8: what was written is read at once, and the position says so")
    void readingYourOwnWrite() {
        for (var i = 0; i < 20; i++) {
            var id = unique("own");
            var created = register(id);
            assertThat(created.required("Fleet-Position")).matches("\\d+:\\d+");
            assertThat(created.header("Fleet-Projection")).isEmpty();
            assertThat(homelab.get("/api/v1/servers/" + id).status()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("rule 8: respond-async does not wait; the position can be waited for afterwards")
    void respondAsync() {
        var id = unique("async");
        var created = homelab.with("Prefer", "respond-async")
                .post("/api/v1/servers", "{\"id\":\"" + id + "\",\"hostname\":\"h\"}");

        assertThat(created.required("Preference-Applied")).isEqualTo("respond-async");
        assertThat(homelab.with("Fleet-Min-Position", created.required("Fleet-Position"))
                        .get("/api/v1/servers/" + id)
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("rule 9: every answer to a command has its id, and the ledger knows what became of it")
    void commandsHaveIds() {
        var id = unique("command");
        var accepted = register(id).required("Fleet-Command-Id");
        var refused = homelab.post("/api/v1/servers", "{\"id\":\"" + id + "\",\"hostname\":\"h\"}")
                .required("Fleet-Command-Id");

        assertThat(homelab.get("/api/v1/ledger/commands/" + accepted)
                        .field("outcome")
                        .asText())
                .isEqualTo("accepted");
        await().untilAsserted(() -> assertThat(homelab.get("/api/v1/ledger/commands/" + refused)
                        .json()
                        .path("outcome")
                        .asText())
                .isEqualTo("refused"));
        var unchanged = homelab.put("/api/v1/servers/" + id, "{\"hostname\":\"h\"}");
        assertThat(unchanged.status()).isEqualTo(200);
        await().untilAsserted(() -> {
            var outcome = homelab.get("/api/v1/ledger/commands/" + unchanged.required("Fleet-Command-Id"));
            assertThat(outcome.json().path("outcome").asText()).isEqualTo("accepted");
            assertThat(outcome.json().path("events")).isEmpty();
        });
        assertThat(homelab.get("/api/v1/ledger/commands/" + UUID.randomUUID()).status())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("rule 9: the same key and body give the same answer and no second event; another body 422")
    void idempotencyKeys() {
        var id = unique("retry");
        var body = "{\"id\":\"" + id + "\",\"hostname\":\"h\"}";
        var client = homelab.with("Idempotency-Key", UUID.randomUUID().toString());

        var first = client.post("/api/v1/servers", body);
        var second = client.post("/api/v1/servers", body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.required("Fleet-Position")).isEqualTo(first.required("Fleet-Position"));
        await().untilAsserted(() -> {
            var outcome = homelab.get("/api/v1/ledger/commands/" + second.required("Fleet-Command-Id"));
            assertThat(outcome.json().path("outcome").asText()).isEqualTo("accepted");
            assertThat(outcome.json().path("events")).hasSize(1);
        });
        assertThat(client.post("/api/v1/servers", "{\"hostname\":\"x\"}").status())
                .isEqualTo(422);
    }

    @Test
    @DisplayName("rule 9: one key sent by many at once makes one server")
    void oneKeyByMany() throws Exception {
        var body = "{\"id\":\"" + unique("many") + "\",\"hostname\":\"h\"}";
        var client = homelab.with("Idempotency-Key", UUID.randomUUID().toString());
        var calls = new ArrayList<Callable<Reply>>();
        for (var i = 0; i < 8; i++) {
            calls.add(() -> client.post("/api/v1/servers", body));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Set<String> uuids = threads.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .peek(reply -> assertThat(reply.status()).isEqualTo(201))
                    .map(reply -> reply.field("uuid").asText())
                    .collect(Collectors.toSet());
            assertThat(uuids).hasSize(1);
        }
    }

    @Test
    @DisplayName("rule 10: whoever comes late with If-Match is refused, and nothing changes")
    void ifMatch() {
        var id = unique("match");
        register(id);
        var path = "/api/v1/servers/" + id;
        var etag = homelab.get(path).required("ETag");
        assertThat(etag).isEqualTo("\"1\"");

        var winner = homelab.with("If-Match", etag).put(path, "{\"tdp_watts\":1}");
        assertThat(winner.status()).isEqualTo(200);
        assertThat(winner.required("ETag")).isEqualTo("\"2\"");
        assertThat(homelab.with("If-Match", etag).put(path, "{\"tdp_watts\":2}").status())
                .isEqualTo(412);
        assertThat(homelab.with("If-Match", etag).delete(path).status()).isEqualTo(412);
        assertThat(homelab.get(path).field("tdp_watts").asInt()).isEqualTo(1);
        assertThat(homelab.with("If-Match", "*").put(path, "{\"tdp_watts\":3}").status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("rule 10: a PUT of what already is changes nothing, not even the version")
    void aPutOfWhatIs() {
        var id = unique("same");
        register(id);

        var same = homelab.put("/api/v1/servers/" + id, "{\"hostname\":\"h\"}");
        assertThat(same.status()).isEqualTo(200);
        assertThat(same.required("ETag")).isEqualTo("\"1\"");
    }

    @Test
    @DisplayName("rule 11: the reason is kept with what happened")
    void theReason() {
        var id = unique("why");
        register(id);
        homelab.with("Fleet-Reason", "measured at the wall").put("/api/v1/servers/" + id, "{\"tdp_watts\":42}");

        var history = homelab.get("/api/v1/servers/" + id + "/history?order=desc");
        assertThat(history.status()).isEqualTo(200);
        var last = history.field("events").path(0);
        assertThat(last.path("type").asText()).isEqualTo("server.updated");
        assertThat(last.path("reason").asText()).isEqualTo("measured at the wall");
        assertThat(last.path("address").asText()).isEqualTo("127.0.0.1");
        assertThat(last.path("changes").path("tdp_watts").toString()).isEqualTo("{\"before\":null,\"after\":42}");
    }

    private Reply register(String id) {
        var created = homelab.post("/api/v1/servers", "{\"id\":\"" + id + "\",\"hostname\":\"h\"}");
        assertThat(created.status()).isEqualTo(201);
        return created;
    }

    private static void assertRefused(Reply reply, int status) {
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.field("detail").isTextual()).isTrue();
        assertThat(reply.field("error_code").asText()).isNotBlank();
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
