package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
class FederateTest {
    /** What Prometheus 2.42 asks for. */
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private final RunningPlatform platform;

    FederateTest(RunningPlatform platform) {
        this.platform = platform;
    }

    @Test
    @DisplayName("the fleet is there for Prometheus to scrape: health, vitals, how many alerts are open")
    void scraped() {
        var slug = "scraped-" + UUID.randomUUID().toString().substring(0, 8);
        var beat = platform.agent().post("/api/v1/agents/heartbeat", """
                {"server_id":"%s","hostname":"scraped.lan","timestamp":"%s","metrics":{"cpu_percent":23.5,
                 "disk_usage":[{"path":"/","total":1000,"used":500,"free":500,"percent":50.0}]}}""".formatted(slug, Instant.now()));
        assertThat(beat.status()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            var labels = "{hostname=\"scraped.lan\",%sserver=\"" + slug + "\",uuid=\""
                    + beat.field("uuid").asText() + "\"} ";
            assertThat(lines())
                    .contains("# TYPE fleet_server_cpu_percent gauge")
                    .contains("fleet_server_cpu_percent" + labels.formatted("") + "23.5")
                    .contains("fleet_server_disk_used_bytes" + labels.formatted("path=\"/\",") + "500.0")
                    .contains("fleet_server_health{health=\"online\","
                            + labels.formatted("").substring(1) + "1.0")
                    .contains("fleet_server_health{health=\"offline\","
                            + labels.formatted("").substring(1) + "0.0")
                    .anyMatch(line -> line.startsWith("fleet_alerts_active "));
        });
    }

    private List<String> lines() throws Exception {
        var client = platform.homelab();
        var request = HttpRequest.newBuilder(URI.create(client.base() + "/api/v1/federate"))
                .header("Accept", ACCEPT)
                .header(client.headers().get(0), client.headers().get(1))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/plain;")
                    .contains("version=0.0.4");
            return answer.body().lines().toList();
        }
    }
}
