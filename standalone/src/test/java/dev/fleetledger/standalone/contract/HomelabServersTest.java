package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlatformExtension.class)
class HomelabServersTest {
    private final RunningPlatform platform;
    private final Client homelab;

    HomelabServersTest(RunningPlatform platform) {
        this.platform = platform;
        this.homelab = platform.homelab();
    }

    @Test
    @DisplayName("H2, H3, H1, H7, H4, H5, H9: the document's own server, from its registration to its deletion")
    void theDocumentsServer() {
        var body = """
                {
                  "id": "omv-mediaserver",
                  "hostname": "omv-mediaserver",
                  "display_name": "Media Server",
                  "ip_address": "192.168.1.10",
                  "tdp_watts": 65
                }""";

        var created = homelab.post("/api/v1/servers", body);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.required("Location")).endsWith("/api/v1/servers/omv-mediaserver");
        assertIsMediaServer(created.json());
        assertThat(created.field("status").asText()).isEqualTo("unknown");
        assertThat(created.field("latest_metrics").isNull()).isTrue();
        assertThat(Instant.parse(created.field("created_at").asText())).isBefore(Instant.now());

        var read = homelab.get("/api/v1/servers/omv-mediaserver");
        assertThat(read.status()).isEqualTo(200);
        assertIsMediaServer(read.json());
        assertThat(read.field("os_info").isNull()).isTrue();
        assertThat(read.field("latest_metrics").isNull()).isTrue();
        assertThat(read.field("last_seen").isNull()).isTrue();

        var list = homelab.get("/api/v1/servers");
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.field("total").asInt()).isEqualTo(list.field("servers").size());
        assertIsMediaServer(find(list.field("servers"), "omv-mediaserver"));

        var again = homelab.post("/api/v1/servers", body);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field("error_code").asText()).isEqualTo("SERVER_EXISTS");
        assertThat(again.field("detail").asText()).isEqualTo("Server 'omv-mediaserver' already exists");

        var updated = homelab.put("/api/v1/servers/omv-mediaserver", "{\"display_name\":\"Films\"}");
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.field("display_name").asText()).isEqualTo("Films");
        assertThat(updated.field("tdp_watts").asInt()).isEqualTo(65);
        assertThat(homelab.get("/api/v1/servers/omv-mediaserver").json()).isEqualTo(updated.json());

        var deleted = homelab.delete("/api/v1/servers/omv-mediaserver");
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(deleted.raw().body()).isEmpty();

        for (var gone : List.of(
                homelab.get("/api/v1/servers/omv-mediaserver"),
                homelab.put("/api/v1/servers/omv-mediaserver", "{}"),
                homelab.delete("/api/v1/servers/omv-mediaserver"))) {
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.field("error_code").asText()).isEqualTo("SERVER_NOT_FOUND");
            assertThat(gone.field("detail").asText()).isEqualTo("Server 'omv-mediaserver' not found");
        }
    }

    private static void assertIsMediaServer(JsonNode server) {
        assertThat(server.path("id").asText()).isEqualTo("omv-mediaserver");
        assertThat(server.path("hostname").asText()).isEqualTo("omv-mediaserver");
        assertThat(server.path("display_name").asText()).isEqualTo("Media Server");
        assertThat(server.path("ip_address").asText()).isEqualTo("192.168.1.10");
        assertThat(server.path("tdp_watts").isInt()).isTrue();
        assertThat(server.path("tdp_watts").asInt()).isEqualTo(65);
        assertThat(server.has("last_seen")).isTrue();
        assertThat(server.has("latest_metrics")).isTrue();
    }

    @Test
    @DisplayName("H1: a list without any server is empty, with a total of 0")
    void anEmptyList() {
        var list = homelab.get("/api/v1/servers?search=no-server-is-called-like-this");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.json().toString()).isEqualTo("{\"servers\":[],\"total\":0}");
    }

    @Test
    @DisplayName("H2: a hostname is enough; it is the display name too, and the id as far as it can be")
    void aHostnameIsEnough() {
        var name = unique("Minimal") + ".lan";
        var created = homelab.post("/api/v1/servers", "{\"hostname\":\"" + name + "\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.field("id").asText()).isEqualTo(name.replace('.', '-'));
        assertThat(created.field("display_name").asText()).isEqualTo(name);
        assertThat(created.field("port").asInt()).isEqualTo(22);
        assertThat(created.field("ip_address").isNull()).isTrue();
        assertThat(created.field("tdp_watts").isNull()).isTrue();
    }

    @Test
    @DisplayName("H2: a hostname whose id is taken is refused")
    void aHostnameWhoseIdIsTaken() {
        var name = unique("twin");
        homelab.post("/api/v1/servers", "{\"hostname\":\"" + name + "\"}");

        var second = homelab.post("/api/v1/servers", "{\"hostname\":\"" + name + "\"}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.field("error_code").asText()).isEqualTo("SERVER_EXISTS");
    }

    @ParameterizedTest
    @DisplayName("H8: a wrong value is refused, naming the field")
    @CsvSource(
            delimiter = '|',
            value = {
                "id | {\"id\":\"not a slug\",\"hostname\":\"h\"}",
                "id | {\"id\":\"nodes\",\"hostname\":\"h\"}",
                "id | {\"id\":\"3d298266-633b-48b6-9662-07a1d9ee1c44\",\"hostname\":\"h\"}",
                "hostname | {\"id\":\"no-hostname\"}",
                "hostname | {\"id\":\"no-hostname\",\"hostname\":null}",
                "hostname | {\"id\":\"no-hostname\",\"hostname\":7}",
                "ip_address | {\"hostname\":\"h\",\"ip_address\":\"999.1.1.1\"}",
                "ip_address | {\"hostname\":\"h\",\"ip_address\":\"example.com\"}",
                "tdp_watts | {\"hostname\":\"h\",\"tdp_watts\":-1}",
                "tdp_watts | {\"hostname\":\"h\",\"tdp_watts\":\"65\"}",
                "port | {\"hostname\":\"h\",\"port\":65536}"
            })
    void aWrongValue(String field, String body) {
        var refused = homelab.post("/api/v1/servers", body);

        assertThat(refused.status()).isEqualTo(422);
        var error = refused.field("detail").path(0);
        assertThat(error.path("loc").toString()).isEqualTo("[\"body\",\"" + field + "\"]");
        assertThat(error.path("msg").asText()).isNotBlank();
        assertThat(error.path("type").asText()).isNotBlank();
    }

    @Test
    @DisplayName("H8: a missing field is said as such")
    void aMissingField() {
        var refused = homelab.post("/api/v1/servers", "{}");

        assertThat(refused.field("detail").path(0).toString())
                .isEqualTo(
                        "{\"loc\":[\"body\",\"hostname\"],\"msg\":\"field required\",\"type\":\"value_error.missing\"}");
    }

    @Test
    @DisplayName("H4: null clears what is optional; the id cannot change")
    void whatAPutMayDo() {
        var id = unique("put");
        homelab.post("/api/v1/servers", """
                {"id":"%s","hostname":"h.lan","display_name":"N","ip_address":"::1","tdp_watts":5,"tags":["a"]}""".formatted(id));

        var cleared = homelab.put(
                "/api/v1/servers/" + id,
                "{\"display_name\":null,\"ip_address\":null,\"tdp_watts\":null,\"tags\":null}");
        assertThat(cleared.field("display_name").asText()).isEqualTo("h.lan");
        assertThat(cleared.field("ip_address").isNull()).isTrue();
        assertThat(cleared.field("tdp_watts").isNull()).isTrue();
        assertThat(cleared.field("tags").toString()).isEqualTo("[]");

        assertThat(homelab.put("/api/v1/servers/" + id, "{\"id\":\"other\"}").status())
                .isEqualTo(422);
        assertThat(homelab.put("/api/v1/servers/" + id, "{\"hostname\":null}").status())
                .isEqualTo(422);
        assertThat(homelab.put("/api/v1/servers/" + id, "{\"id\":\"" + id + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("H6: without a good key there is nothing, not even a 404")
    @ValueSource(strings = {"GET", "POST", "PUT", "DELETE"})
    void withoutAGoodKey(String method) {
        var path = method.equals("POST") ? "/api/v1/servers" : "/api/v1/servers/any";
        var body = method.equals("GET") || method.equals("DELETE") ? null : "{}";
        var bad = platform.anonymous().with("X-API-Key", "chatops_" + UUID.randomUUID() + ".wrong");
        for (var client : List.of(platform.anonymous(), bad)) {
            var refused = client.send(method, path, body);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).isPresent();
            assertThat(refused.field("detail").isTextual()).isTrue();
        }
    }

    @Test
    @DisplayName("H1: filters, sorting and paging; without them, all")
    void filtersSortingAndPaging() {
        var prefix = unique("page");
        for (var i = 3; i >= 1; i--) {
            homelab.post(
                    "/api/v1/servers",
                    "{\"id\":\"%s-%s\",\"hostname\":\"h\",\"tags\":[\"%s\"]}".formatted(prefix, i, prefix));
        }

        var tagged = homelab.get("/api/v1/servers?tag=" + prefix);
        assertThat(tagged.field("total").asInt()).isEqualTo(3);
        assertThat(tagged.field("servers")).hasSize(3);
        var page = homelab.get("/api/v1/servers?tag=" + prefix + "&limit=2&offset=2");
        assertThat(page.field("total").asInt()).isEqualTo(3);
        assertThat(page.field("servers")).hasSize(1);
        assertThat(homelab.get("/api/v1/servers?status=unknown&search=" + prefix)
                        .field("total")
                        .asInt())
                .isEqualTo(3);
        assertThat(homelab.get("/api/v1/servers?status=online&search=" + prefix)
                        .field("total")
                        .asInt())
                .isZero();
    }

    private static JsonNode find(JsonNode servers, String id) {
        for (var server : servers) {
            if (server.path("id").asText().equals(id)) {
                return server;
            }
        }
        throw new AssertionError("no server " + id + " in " + servers);
    }

    private static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
