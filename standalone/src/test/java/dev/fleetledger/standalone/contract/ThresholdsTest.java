package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C7: thresholds. */
@ExtendWith(PlatformExtension.class)
class ThresholdsTest {
    private static final String THRESHOLDS = "/api/v1/alerts/thresholds";

    private final RunningPlatform platform;
    private final Client client;

    ThresholdsTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    @Test
    @DisplayName("C7: the document's own request makes a threshold, which is read, changed field by field, and deleted")
    void theDocumentsThreshold() {
        var server = server();
        var created = client.post(THRESHOLDS, """
                {
                  "server_id": "%s",
                  "metric_type": "cpu",
                  "threshold_value": 80.0,
                  "comparison": "gt",
                  "enabled": true
                }""".formatted(server));
        assertThat(created.status()).isEqualTo(201);
        var id = created.field("id").asText();
        assertThat(created.required("Location")).endsWith(THRESHOLDS + "/" + id);
        assertThat(created.field("server_id").asText()).isEqualTo(server);
        assertThat(created.field("metric_type").asText()).isEqualTo("cpu");
        assertThat(created.field("threshold_value").asDouble()).isEqualTo(80);
        assertThat(created.field("for_seconds").asInt()).isZero();
        assertThat(created.field("clear_value").isNull()).isTrue();
        assertThat(created.field("no_data").asText()).isEqualTo("keep");

        var read = client.get(THRESHOLDS + "/" + id);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.required("ETag")).isEqualTo("\"1\"");
        assertThat(client.get(THRESHOLDS + "?server_id=" + server).json()).containsExactly(created.json());
        assertThat(client.get(THRESHOLDS).json()).contains(created.json());

        var changed = client.put(THRESHOLDS + "/" + id, "{\"threshold_value\": 90, \"clear_value\": 85}");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("threshold_value").asDouble()).isEqualTo(90);
        assertThat(changed.field("clear_value").asDouble()).isEqualTo(85);
        assertThat(changed.field("metric_type").asText()).isEqualTo("cpu");
        var all = client.put(THRESHOLDS + "/" + id, "{\"server_id\": null, \"clear_value\": null}");
        assertThat(all.field("server_id").isNull()).isTrue();
        assertThat(all.field("clear_value").isNull()).isTrue();
        assertThat(all.required("ETag")).isEqualTo("\"3\"");
        assertThat(client.with("If-Match", "\"1\"")
                        .put(THRESHOLDS + "/" + id, "{\"enabled\": false}")
                        .status())
                .isEqualTo(412);

        assertThat(client.delete(THRESHOLDS + "/" + id).status()).isEqualTo(204);
        assertThat(client.get(THRESHOLDS + "/" + id).status()).isEqualTo(404);
        assertThat(client.delete(THRESHOLDS + "/" + id).status()).isEqualTo(404);
        assertThat(client.get(THRESHOLDS + "/" + id + "/history?order=asc").field("events"))
                .extracting(event -> event.path("type").asText())
                .containsExactly("threshold.created", "threshold.updated", "threshold.updated", "threshold.deleted");
    }

    @ParameterizedTest
    @DisplayName("C7: whatever number is taken is read, listed and told of in the history")
    @ValueSource(doubles = {1e300, -1e300, 1e-300, 0.1, 123456789.125})
    void anyNumber(double value) {
        var created = client.post(
                THRESHOLDS,
                "{\"metric_type\": \"cpu\", \"comparison\": \"gt\", \"enabled\": false, \"threshold_value\": " + value
                        + "}");
        var path = THRESHOLDS + "/" + created.field("id").asText();
        assertThat(client.get(path).field("threshold_value").asDouble()).isEqualTo(value);
        assertThat(client.get(THRESHOLDS).status()).isEqualTo(200);
        assertThat(client.put(path, "{\"for_seconds\": 60}").status()).isEqualTo(200);
        var changes = client.get(path + "/history").field("events").get(0).path("changes");
        assertThat(changes.properties()).extracting(Map.Entry::getKey).containsExactly("for_seconds");
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path + "/history").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @DisplayName("C7: a wrong field is 422 and named, in C's body")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                             | metric_type
            {"metric_type":"cpu"}                                                          | comparison
            {"metric_type":"cpu","comparison":"gt"}                                        | threshold_value
            {"metric_type":"","comparison":"gt","threshold_value":1}                       | metric_type
            {"metric_type":"c\\u0007pu","comparison":"gt","threshold_value":1}              | metric_type
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"labels":{"a":null}} | labels
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"labels":{"a":"\\u0001"}} | labels
            {"metric_type":"cpu","comparison":"over","threshold_value":1}                  | comparison
            {"metric_type":"cpu","comparison":"gt","threshold_value":"1"}                  | threshold_value
            {"metric_type":"cpu","comparison":"gt","threshold_value":"NaN"}                | threshold_value
            {"metric_type":"cpu","comparison":"gt","threshold_value":"-Infinity"}          | threshold_value
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"clear_value":"NaN"} | clear_value
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"for_seconds":"60"} | for_seconds
            {"metric_type":"cpu","comparison":"gt","threshold_value":1e999}                | threshold_value
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"clear_value":2}    | clear_value
            {"metric_type":"cpu","comparison":"eq","threshold_value":1,"clear_value":1}    | clear_value
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"for_seconds":-1}   | for_seconds
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"no_data":"panic"}  | no_data
            {"metric_type":"cpu","comparison":"gt","threshold_value":1,"server_id":"nobody"} | server_id
            """)
    void wrong(String body, String field) {
        var refused = client.post(THRESHOLDS, body);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.field("detail"))
                .extracting(error -> error.path("loc").path(1).asText())
                .contains(field);
    }

    @Test
    @DisplayName("Rule 6: reading takes alert.read, changing alert.manage")
    void permissions() {
        var reader = platform.withScopes("alert.read");
        assertThat(reader.get(THRESHOLDS).status()).isEqualTo(200);
        assertThat(reader.get("/api/v1/alerts").status()).isEqualTo(200);
        assertThat(reader.post(THRESHOLDS, "{}").status()).isEqualTo(403);
        assertThat(reader.delete(THRESHOLDS + "/" + UUID.randomUUID()).status()).isEqualTo(403);
    }

    private String server() {
        var name = "threshold-" + UUID.randomUUID();
        return platform.homelab()
                .post("/api/v1/servers", "{\"id\": \"%s\", \"hostname\": \"%s\"}".formatted(name, name))
                .field("uuid")
                .asText();
    }
}
