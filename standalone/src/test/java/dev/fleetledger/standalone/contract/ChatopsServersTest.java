package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
class ChatopsServersTest {
    private final RunningPlatform platform;
    private final Client chatops;

    ChatopsServersTest(RunningPlatform platform) {
        this.platform = platform;
        this.chatops = platform.chatops();
    }

    @Test
    @DisplayName("C1: the document's own server, from its creation to its deletion")
    void theDocumentsServer() {
        var created = chatops.post("/api/v1/servers", """
                {
                  "name": "New Server",
                  "host": "192.168.1.101",
                  "port": 22
                }""");
        assertThat(created.status()).isEqualTo(201);
        var id = UUID.fromString(created.field("id").asText());
        assertThat(created.required("Location")).endsWith("/api/v1/servers/" + id);
        assertThat(created.field("name").asText()).isEqualTo("New Server");
        assertThat(created.field("host").asText()).isEqualTo("192.168.1.101");
        assertThat(created.field("port").isInt()).isTrue();
        assertThat(created.field("status").asText()).isEqualTo("unknown");
        assertThat(Instant.parse(created.field("created_at").asText())).isBefore(Instant.now());

        var list = chatops.get("/api/v1/servers");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().isArray()).isTrue();
        assertThat(Integer.parseInt(list.required("X-Total-Count")))
                .isEqualTo(list.json().size());
        assertThat(list.json().findValuesAsText("id")).contains(id.toString());

        assertThat(chatops.get("/api/v1/servers/" + id).json()).isEqualTo(created.json());

        var updated = chatops.put("/api/v1/servers/" + id, """
                {
                  "name": "Updated Name"
                }""");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.field("name").asText()).isEqualTo("Updated Name");
        assertThat(updated.field("host").asText()).isEqualTo("192.168.1.101");

        assertThat(chatops.delete("/api/v1/servers/" + id).status()).isEqualTo(204);
        var gone = chatops.get("/api/v1/servers/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.field("detail").isTextual()).isTrue();
    }

    @Test
    @DisplayName("C1: hosts may repeat; the slugs made of them are numbered")
    void hostsMayRepeat() {
        var host = "host-" + UUID.randomUUID().toString().substring(0, 8);
        var body = "{\"name\":\"N\",\"host\":\"" + host + "\"}";

        assertThat(chatops.post("/api/v1/servers", body).field("slug").asText()).isEqualTo(host);
        assertThat(chatops.post("/api/v1/servers", body).field("slug").asText()).isEqualTo(host + "-2");
        assertThat(chatops.post("/api/v1/servers", body).field("slug").asText()).isEqualTo(host + "-3");
    }

    @Test
    @DisplayName("C1, rule 7: a missing field is told as in the document")
    void aMissingField() {
        var refused = chatops.post("/api/v1/servers", "{\"host\":\"192.168.1.101\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("detail").toString())
                .isEqualTo(
                        "[{\"loc\":[\"body\",\"name\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}]");
    }

    @Test
    @DisplayName("rule 5: a bad token is told as in the document")
    void aBadToken() {
        var refused = platform.anonymous().with("Authorization", "Bearer wrong").get("/api/v1/servers");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.field("detail").asText()).isEqualTo("Could not validate credentials");
        assertThat(refused.header("WWW-Authenticate")).isPresent();
    }
}
