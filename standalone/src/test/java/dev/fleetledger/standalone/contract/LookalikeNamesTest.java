package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that look like others' make nothing new. */
class LookalikeNamesTest extends PowerContract {
    LookalikeNamesTest(RunningPlatform platform) {
        super(platform);
    }

    @ParameterizedTest
    @DisplayName("N1: a hostname that could be taken for another does not join")
    @ValueSource(strings = {"p\u0430ypal.example.com", "web\u200b", "\u202ebew", "\uff57eb", "we\u00a0b"})
    void joining(String hostname) {
        var refused =
                platform.anonymous().post("/api/v1/nodes/join-request", "{\"hostname\": \"%s\"}".formatted(hostname));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("detail").path(0).path("loc").path(1).asText()).isEqualTo("hostname");
    }

    @ParameterizedTest
    @DisplayName("G12: neither an e-mail address nor a user's name has words of mixed alphabets")
    @ValueSource(strings = {"p\u0430ul", "\u0391lan", "ev\u0435"})
    void users(String name) {
        var admin = platform.homelab();
        var address = "u" + UUID.randomUUID() + "@example.com";
        var user = "{\"email\": \"%s\", \"name\": \"%s\", \"password\": \"secure-password\"}";
        var byName = admin.post("/api/users", user.formatted(address, name));
        assertThat(byName.status()).isEqualTo(400);
        assertThat(byName.raw().body()).contains("\"name\"", "mixed alphabets");
        var byAddress = admin.post("/api/users", user.formatted(name + address, "Paul"));
        assertThat(byAddress.status()).isEqualTo(400);
        assertThat(byAddress.raw().body()).contains("\"email\"", "mixed alphabets");

        var made = admin.post("/api/users", user.formatted(address, "\u041f\u0430\u0432\u0435\u043b Paul"));
        assertThat(made.status()).isEqualTo(201);
        var path = "/api/users/" + made.field("data").path("id").asText();
        assertThat(admin.put(path, "{\"name\": \"%s\"}".formatted(name)).status())
                .isEqualTo(400);
        assertThat(admin.put(path, "{\"email\": \"%s\"}".formatted(name + address))
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @DisplayName("P3, P4: a PDU's code has no words of mixed alphabets")
    @ValueSource(strings = {"S\u0415C-1", "\u0405EC-1", "a\u03bf"})
    void codesOfMixedAlphabets(String code) {
        var refused = client.post(
                "/api/v1/pdus",
                "{\"name\": \"Rack\", \"code\": \"%s\", \"type\": \"rack\", \"total_sockets\": 1}".formatted(code));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.field("errors").path(0).path("field").asText()).isEqualTo("code");
        var item =
                "/api/v1/pdus/" + create("Rack", 1, "").field("data").path("id").asText();
        assertThat(client.put(item, "{\"code\": \"%s\"}".formatted(code)).status())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("P3: a code is taken by one that differs in case alone, and a table means the PDU of that code")
    void codes() {
        var body = """
                {"name": "Rack", "code": "%s", "type": "rack", "total_sockets": 2, "organization_id": "%s"}""";
        var first = client.post("/api/v1/pdus", body.formatted("SEC-1", organization));
        assertThat(first.status()).isEqualTo(201);
        var second = client.post("/api/v1/pdus", body.formatted("sec-1", organization));
        assertThat(second.status()).isEqualTo(409);
        assertThat(client.post("/api/v1/pdus", body.formatted("sec-1", UUID.randomUUID()))
                        .status())
                .isEqualTo(201);

        var item = "/api/v1/pdus/" + first.field("data").path("id").asText();
        var respelled = client.put(item, "{\"code\": \"Sec-1\"}");
        assertThat(respelled.status()).isEqualTo(200);
        assertThat(respelled.field("data").path("code").asText()).isEqualTo("Sec-1");
        var table = "name,code,type,total_sockets,organization_id\nRack 2,SEC-1,rack,2,%s\n".formatted(organization);
        // Imports are few a minute for each who asks.
        var importer = platform.withScopes("system.admin").with("Content-Type", "text/csv");
        assertThat(outcomes(importer.post("/api/v1/pdus/import", table))).containsExactly("updated");
        assertThat(names(client.get("/api/v1/pdus?organization_id=" + organization)))
                .containsExactly("Rack 2");
    }
}
