package dev.fleetledger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path data = Path.of("");

    @Test
    @DisplayName("With the disk nearly full reads go on, and what would write is refused with a reason")
    void refusesWhatIsNew() throws Exception {
        try (var platform = platform(Map.of())) {
            assertThat(send(platform, "POST", "/api/v1/servers", "{\"hostname\": \"before\"}")
                            .statusCode())
                    .isEqualTo(201);
        }
        try (var platform = platform(Map.of("FLEET_DISK_RESERVE", "900TiB"))) {
            var health = send(platform, "GET", "/api/health/ready", null);
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(json(health).path("status").asText()).isEqualTo("degraded");
            assertThat(json(health).path("components").path("disk").asText())
                    .contains("MiB of the disk are free", "nothing new is taken");

            var read = send(platform, "GET", "/api/v1/servers", null);
            assertThat(read.statusCode()).isEqualTo(200);
            assertThat(read.body()).contains("before");

            var server = "/api/v1/servers/before";
            refused(send(platform, "POST", "/api/v1/servers", "{\"hostname\": \"after\"}"));
            refused(send(platform, "PUT", server, "{\"tdp_watts\": 80}"));
            refused(send(platform, "DELETE", server, null));
            refused(send(
                    platform,
                    "POST",
                    "/api/v1/metrics",
                    "{\"samples\": [{\"server_id\": \"before\", \"metrics\": {\"queue_length\": 7}}]}"));
            assertThat(send(platform, "GET", server, null).statusCode()).isEqualTo(200);
        }
    }

    private Platform platform(Map<String, String> variables) throws Exception {
        return Platform.start(new PlatformOptions(data, 0, 0, false, variables), new Lifecycle(line -> {}));
    }

    private void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("disk is nearly full");
    }

    private HttpResponse<String> send(Platform platform, String method, String path, @Nullable String body)
            throws IOException, InterruptedException {
        var key = Json.mapper()
                .readTree(platform.credentials().toFile())
                .path("api_key")
                .asText();
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return http.send(
                HttpRequest.newBuilder(URI.create(platform.baseUri() + path))
                        .header("X-API-Key", key)
                        .header("Content-Type", "application/json")
                        .method(method, publisher)
                        .build(),
                BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.mapper().readTree(answer.body());
    }
}
