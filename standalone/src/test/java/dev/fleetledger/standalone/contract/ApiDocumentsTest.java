package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(PlatformExtension.class)
class ApiDocumentsTest {
    private final Client anonymous;

    ApiDocumentsTest(RunningPlatform platform) {
        this.anonymous = platform.anonymous().undescribed();
    }

    @ParameterizedTest
    @DisplayName("H10: the document describes every operation on servers, and heartbeats")
    @CsvSource({
        "/api/v1/servers, get",
        "/api/v1/servers, post",
        "/api/v1/servers/{id}, get",
        "/api/v1/servers/{id}, put",
        "/api/v1/servers/{id}, delete",
        "/api/v1/servers/{id}/history, get",
        "/api/v1/agents/heartbeat, post"
    })
    void everyOperationIsDescribed(String path, String method) {
        var document = anonymous.get("/api/openapi.json");

        assertThat(document.status()).isEqualTo(200);
        assertThat(document.field("openapi").asText()).startsWith("3.1");
        var operation = document.field("paths").path(path).path(method);
        assertThat(operation.path("responses").size()).isPositive();
    }

    @Test
    @DisplayName("H10: each operation says in a sentence what it does, and who may do it")
    void everyOperationSaysWhatItDoes() {
        for (var path : anonymous.get("/api/openapi.json").field("paths")) {
            for (var operation : path) {
                assertThat(operation.path("summary").asText())
                        .as(operation.path("operationId").asText())
                        .matches("[A-Z][^.]+ .*[.]");
                assertThat(operation.path("description").asText()).contains("For ");
            }
        }
        assertThat(anonymous
                        .get("/api/openapi.json")
                        .field("paths")
                        .path("/api/v1/devices/{id}")
                        .path("delete")
                        .path("summary")
                        .asText())
                .isEqualTo("Removes a device that is in no socket; the ledger keeps its history.");
    }

    @ParameterizedTest
    @DisplayName("H10: the documents' pages are there, and load nothing from elsewhere")
    @ValueSource(strings = {"/api/docs", "/docs", "/redoc"})
    void thePages(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(anonymous.base().resolve(path)).build();
        try (var client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            var page = client.send(request, BodyHandlers.ofString());
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).doesNotContain("src=\"http").doesNotContain("href=\"http");
        }
    }

    @Test
    @DisplayName("H10: the document comes as YAML too")
    void asYaml() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(anonymous.base().resolve("/api/openapi.yaml"))
                .build();
        var document = anonymous.http().send(request, BodyHandlers.ofString());
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.body()).containsPattern("openapi: \"?3\\.1");
    }

    @Test
    @DisplayName("P13: a Postman collection, generated from OpenAPI, for everybody")
    void postman() {
        var collection = anonymous.get("/api/postman.json");
        assertThat(collection.status()).isEqualTo(200);
        assertThat(collection.field("info").path("schema").asText()).contains("v2.1.0");
        assertThat(collection.field("item").findValuesAsText("name"))
                .contains("POST /api/v1/pdus", "POST /api/v1/sockets/{id}/assign", "PUT /api/v1/devices/{id}");
        assertThat(collection.field("variable").findValuesAsText("key")).contains("base_url", "api_key", "pdus_id");
    }
}
