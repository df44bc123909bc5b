package dev.fleetledger.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(Map<String, String> environment, String... args) {
        return Main.run(args, environment, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void onceShowsEveryDocumentedFieldAndNeedsNoPlatform() throws Exception {
        var before = Instant.now();
        assertThat(run(Map.of("FLEET_SERVER_ID", "web-1"), "--once")).isZero();
        var shown = Json.MAPPER.readTree(out.toString());

        assertThat(shown.fieldNames())
                .toIterable()
                .containsExactly("server_id", "hostname", "agent_version", "timestamp", "os_info", "metrics");
        assertThat(shown.path("server_id").asText()).isEqualTo("web-1");
        assertThat(shown.path("hostname").asText()).isNotBlank();
        assertThat(shown.path("agent_version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(shown.path("timestamp").asText()).endsWith("Z");
        assertThat(Instant.parse(shown.path("timestamp").asText())).isBetween(before, Instant.now());

        var os = shown.path("os_info");
        assertThat(os.fieldNames()).toIterable().containsExactly("os", "kernel", "architecture", "uptime_seconds");
        assertThat(os.path("os").asText()).isNotBlank();
        assertThat(os.path("kernel").asText()).isNotBlank();
        assertThat(os.path("architecture").asText()).isNotBlank();
        assertThat(os.path("uptime_seconds").isIntegralNumber()).isTrue();
        assertThat(os.path("uptime_seconds").asLong()).isPositive();
        assertMetrics(shown.path("metrics"));
    }

    @Test
    void anIdThatIsMadeOfTheHostnameIsSaidToBe() throws Exception {
        assertThat(run(Map.of(), "--once")).isZero();
        var shown = Json.MAPPER.readTree(out.toString());
        assertThat(shown.path("server_id").asText()).isEqualTo(Hostname.defaultServerId());
        assertThat(shown.path("server_id_from_hostname").isBoolean()).isTrue();
        assertThat(shown.path("server_id_from_hostname").asBoolean()).isTrue();
    }

    private static void assertMetrics(JsonNode metrics) {
        assertThat(metrics.fieldNames())
                .toIterable()
                .containsExactly("cpu_percent", "memory_percent", "disk_percent", "load_1m", "disk_usage", "network");
        assertPercent(metrics.path("cpu_percent"));
        assertPercent(metrics.path("memory_percent"));
        assertThat(metrics.path("memory_percent").asDouble()).isPositive();
        assertThat(metrics.path("load_1m").isNumber()).isTrue();
        assertThat(metrics.path("disk_usage").isArray()).isTrue();
        for (var disk : metrics.path("disk_usage")) {
            assertThat(disk.fieldNames()).toIterable().containsExactly("path", "total", "used", "free", "percent");
            assertThat(disk.path("path").isTextual()).isTrue();
            assertThat(disk.path("total").asLong())
                    .isGreaterThanOrEqualTo(disk.path("used").asLong());
            assertThat(disk.path("free").isIntegralNumber()).isTrue();
            assertPercent(disk.path("percent"));
        }
        if (metrics.path("disk_usage").isEmpty()) {
            assertThat(metrics.path("disk_percent").isNull()).isTrue();
        } else {
            assertPercent(metrics.path("disk_percent"));
        }
        assertThat(metrics.path("network").isArray()).isTrue();
        for (var each : metrics.path("network")) {
            assertThat(each.fieldNames()).toIterable().containsExactly("interface", "bytes_sent", "bytes_recv");
            assertThat(each.path("interface").isTextual()).isTrue();
            assertThat(each.path("bytes_sent").isIntegralNumber()).isTrue();
            assertThat(each.path("bytes_recv").isIntegralNumber()).isTrue();
        }
    }

    private static void assertPercent(JsonNode percent) {
        assertThat(percent.isNumber()).isTrue();
        assertThat(percent.asDouble()).isBetween(0.0, 100.0);
        assertThat(percent.asText()).matches("\\d+\\.\\d");
    }

    @Test
    void aConfigErrorIsOneSentence() {
        assertThat(run(Map.of("FLEET_URL", "nowhere", "FLEET_API_KEY", "chatops_1.secret")))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("FLEET_URL must be").hasLineCount(1);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void onceChecksTheOtherSettingsToo() {
        assertThat(run(Map.of("FLEET_INTERVAL_SECONDS", "0"), "--once")).isEqualTo(2);
        assertThat(err.toString()).startsWith("FLEET_INTERVAL_SECONDS");
    }

    @Test
    void helpNamesEverySettingAndVersionTheBuild() {
        assertThat(run(Map.of(), "--help")).isZero();
        assertThat(out.toString())
                .contains(
                        "--config",
                        "--once",
                        "FLEET_URL",
                        "FLEET_API_KEY",
                        "FLEET_CREDENTIALS",
                        "FLEET_SERVER_ID",
                        "FLEET_INTERVAL_SECONDS",
                        "FLEET_BUFFER_SIZE",
                        "FLEET_SPOOL");
        assertThat(run(Map.of(), "--version")).isZero();
        assertThat(out.toString()).endsWith("fleet-agent " + Version.CURRENT + System.lineSeparator());
    }
}
