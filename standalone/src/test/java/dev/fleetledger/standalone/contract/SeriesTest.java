package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(PlatformExtension.class)
class SeriesTest {
    private static final Duration SOON = Duration.ofSeconds(15);

    private final RunningPlatform platform;
    private final Client client;

    SeriesTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.homelab();
    }

    @Test
    @DisplayName("shapes: custom series are listed by server and name, page by page")
    void list() {
        var server = register();
        assertThat(client.get("/api/v1/series?server=" + server).raw().body()).isEqualTo("{\"series\":[],\"total\":0}");
        var at = Instant.now();
        post(IntStream.range(0, 5)
                .mapToObj(core -> item(server, at, "temperature", "core", core, 40 + core))
                .collect(Collectors.joining(",")));
        post(item(server, at, "humidity", "room", 1, 55));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(client.get("/api/v1/series?server=" + server)
                                .field("total")
                                .asInt())
                        .isEqualTo(6));

        var first = client.get("/api/v1/series?name=temperature&limit=2&server=" + server);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.field("total").asInt()).isEqualTo(5);
        assertThat(first.field("series")).hasSize(2);
        var one = first.field("series").path(0);
        assertThat(one.path("id").asLong()).isPositive();
        assertThat(one.path("server_id").asText()).isEqualTo(uuid(server));
        assertThat(one.path("name").asText()).isEqualTo("temperature");
        assertThat(one.path("labels").toString()).isEqualTo("{\"core\":\"0\"}");
        var second = client.get("/api/v1/series?name=temperature&limit=2&offset=2&server=" + server);
        assertThat(second.field("series").path(0).path("labels").path("core").asText())
                .isEqualTo("2");
        assertThat(client.get("/api/v1/series?name=temperature&offset=5&server=" + server)
                        .field("series"))
                .isEmpty();
        assertThat(client.get("/api/v1/series?name=nothing&server=" + server)
                        .field("total")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("shapes: the samples of a series, each time once, page by page")
    void samples() {
        var server = register();
        var at = Instant.now().truncatedTo(ChronoUnit.MINUTES).minusSeconds(120);
        post(IntStream.range(0, 12)
                .mapToObj(i -> item(server, at.plusSeconds(10L * i), "fan", "no", 1, i))
                .collect(Collectors.joining(",")));
        post(item(server, at.plusSeconds(10), "fan", "no", 1, 1));
        var id = series(server);
        var path = "/api/v1/series/%s/samples?start=%s&end=%s".formatted(id, at, at.plusSeconds(120));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(client.get(path).field("samples")).hasSize(12));
        var all = client.get(path);
        assertThat(all.field("series").path("name").asText()).isEqualTo("fan");
        assertThat(all.field("step").isNull()).isTrue();
        assertThat(all.field("next_start").isNull()).isTrue();
        assertThat(all.field("samples").path(1).toString())
                .isEqualTo("{\"timestamp\":\"%s\",\"value\":1.0}".formatted(at.plusSeconds(10)));

        var page = client.get(path + "&limit=5");
        assertThat(page.field("samples")).hasSize(5);
        assertThat(page.field("next_start").asText())
                .isEqualTo(at.plusSeconds(50).toString());
        var next = client.get("/api/v1/series/%s/samples?start=%s&end=%s"
                .formatted(id, page.field("next_start").asText(), at.plusSeconds(120)));
        assertThat(next.field("samples")).hasSize(7);

        assertThat(values(path + "&step=60")).containsExactly("2.5", "8.5");
        assertThat(values(path + "&step=1m&aggregate=max")).containsExactly("5.0", "11.0");
        assertThat(values(path + "&step=30&aggregate=count")).containsExactly("3.0", "3.0", "3.0", "3.0");
        assertThat(values(
                        "/api/v1/series/%s/samples?start=2020-01-01T00:00:00Z&end=2020-01-02T00:00:00Z".formatted(id)))
                .isEmpty();
        assertThat(client.get("/api/v1/series/%s/samples?start=1970-01-01T00:00:00Z".formatted(id))
                        .field("samples"))
                .hasSize(12);
    }

    @ParameterizedTest
    @DisplayName("shapes: what is not there, and what cannot be asked")
    @CsvSource({
        "404, /api/v1/series/999999999/samples",
        "404, /api/v1/series/fan/samples",
        "200, /api/v1/series?server=nowhere",
        "422, /api/v1/series?limit=1001",
        "422, /api/v1/series?offset=-1",
    })
    void refused(int status, String path) {
        assertThat(client.get(path).status()).isEqualTo(status);
    }

    @Test
    @DisplayName("shapes: wrong parameters of samples are named")
    void wrongParameters() {
        var server = register();
        post(item(server, Instant.now(), "fan", "no", 1, 1));
        var id = series(server);
        for (var wrong : new String[] {"aggregate=mean", "step=0", "limit=11001", "limit=0", "end=never"}) {
            var reply = client.get("/api/v1/series/" + id + "/samples?" + wrong);
            assertThat(reply.status()).as(wrong).isEqualTo(422);
            assertThat(reply.field("detail").path(0).path("loc").path(1).asText())
                    .isEqualTo(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    @Test
    @DisplayName("H5: a deleted server's series are gone")
    void deleted() {
        var server = register();
        post(item(server, Instant.now(), "fan", "no", 1, 1));
        var id = series(server);
        assertThat(client.delete("/api/v1/servers/" + server).status()).isEqualTo(204);
        assertThat(client.get("/api/v1/series/" + id + "/samples").status()).isEqualTo(404);
        assertThat(client.get("/api/v1/series?server=" + server).field("total").asInt())
                .isZero();
    }

    private String series(String server) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(client.get("/api/v1/series?name=fan&server=" + server)
                                .field("total")
                                .asInt())
                        .isOne());
        return client.get("/api/v1/series?name=fan&server=" + server)
                .field("series")
                .path(0)
                .path("id")
                .asText();
    }

    private List<String> values(String path) {
        var reply = client.get(path);
        assertThat(reply.status()).isEqualTo(200);
        return reply.field("samples").findValuesAsText("value");
    }

    private String register() {
        var name = "series-" + UUID.randomUUID().toString().substring(0, 8);
        assertThat(client.post("/api/v1/servers", "{\"id\":\"%s\",\"hostname\":\"%s\"}".formatted(name, name))
                        .status())
                .isEqualTo(201);
        return name;
    }

    private String uuid(String server) {
        return client.get("/api/v1/servers/" + server).field("uuid").asText();
    }

    private static String item(String server, Instant at, String name, String label, int which, double value) {
        return """
                {"server_id":"%s","timestamp":"%s","metrics":{"%s":%s},"labels":{"%s":"%s"}}""".formatted(server, at, name, value, label, which);
    }

    private void post(String items) {
        var reply = platform.homelab().post("/api/v1/metrics", "{\"samples\":[" + items + "]}");
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.field("rejected").asInt()).isZero();
    }
}
