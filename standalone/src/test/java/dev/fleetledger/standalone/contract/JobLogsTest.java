package dev.fleetledger.standalone.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlatformExtension.class)
class JobLogsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final RunningPlatform platform;
    private final Client client;

    JobLogsTest(RunningPlatform platform) {
        this.platform = platform;
        this.client = platform.chatops();
    }

    @Test
    @DisplayName(
            "G9: a log has milestones and what the provider logged, by their times, all of it when the job is over")
    void logs() {
        var job = commissioned(hostname(), "\"power_type\": \"manual\"");
        var lines = client.get("/api/jobs/" + job + "/logs").field("data");
        assertThat(lines.path("next").isNull()).isTrue();
        var messages = messages(lines);
        assertThat(messages)
                .containsSubsequence(
                        "[simulated] Beginning to commission",
                        "[simulated] PXE: boot loader and kernel sent",
                        "[simulated] smartctl: no errors logged",
                        "[simulated] Job completed")
                .doesNotHaveDuplicates();
        var times = new ArrayList<Instant>();
        lines.path("logs")
                .forEach(line -> times.add(Instant.parse(line.path("timestamp").asText())));
        assertThat(times).isSorted();
        assertThat(lines.path("logs"))
                .allSatisfy(line -> assertThat(line.path("level").asText()).isIn("debug", "info", "warning", "error"));

        var parts = new ArrayList<String>();
        var after = "";
        while (after != null) {
            var part = client.get("/api/jobs/" + job + "/logs?limit=4&after=" + after)
                    .field("data");
            assertThat(part.path("logs").size()).isBetween(1, 4);
            parts.addAll(messages(part));
            after = part.path("next").isNull() ? null : part.path("next").asText();
        }
        assertThat(parts).isEqualTo(messages);
        for (var limit : new String[] {"0", "1001", "x"}) {
            var refused = client.get("/api/jobs/" + job + "/logs?limit=" + limit);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.raw().body()).contains("limit");
        }
    }

    @Test
    @DisplayName("G9: a secret that the platform knows is starred before a line leaves the process")
    void secrets() {
        var secret = hostname();
        var job = commissioned(
                secret, "\"power_type\": \"manual\", \"power_parameters\": {\"power_pass\": \"" + secret + "\"}");
        assertThat(messages(client.get("/api/jobs/" + job + "/logs").field("data")))
                .contains("[simulated] ********: power on, boot order set to network")
                .noneMatch(message -> message.contains(secret));
        assertThat(platform.records())
                .filteredOn(record -> record.contains("power on, boot order set"))
                .isNotEmpty()
                .noneMatch(record -> record.contains(secret));
    }

    @Test
    @DisplayName("G9: why a job failed stands in its log as the provider had it")
    void failed() {
        var server = enlisted(hostname() + "-fail-commission", "\"power_type\": \"manual\"");
        var job = started(server);
        assertThat(job(job).path("status").asText()).isEqualTo("failed");
        var log = client.get("/api/jobs/" + job + "/logs").field("data").path("logs");
        assertThat(log)
                .filteredOn(line -> line.path("level").asText().equals("error"))
                .extracting(line -> line.path("message").asText())
                .containsExactly("[simulated] Gathering information: exited with 1", "[simulated] Job failed");
    }

    @Test
    @DisplayName("G9: with a job its log is gone")
    void deleted() {
        var job = commissioned(hostname(), "\"power_type\": \"manual\"");
        assertThat(client.delete("/api/jobs/" + job).status()).isEqualTo(204);
        assertThat(client.get("/api/jobs/" + job + "/logs").status()).isEqualTo(404);
    }

    private static String hostname() {
        return "log-" + UUID.randomUUID().toString().substring(0, 18);
    }

    private static List<String> messages(JsonNode log) {
        var messages = new ArrayList<String>();
        log.path("logs").forEach(line -> messages.add(line.path("message").asText()));
        return messages;
    }

    private String enlisted(String hostname, String more) {
        var random = UUID.randomUUID().toString().replace("-", "");
        var reply = client.post(
                "/api/servers",
                "{\"hostname\": \"%s\", \"mac_address\": \"52:54:00:%s:%s:%s\", %s}"
                        .formatted(
                                hostname,
                                random.substring(0, 2),
                                random.substring(2, 4),
                                random.substring(4, 6),
                                more));
        assertThat(reply.status()).isEqualTo(201);
        return reply.field("data").path("id").asText();
    }

    /** The job that commissioned a new server. */
    private String commissioned(String hostname, String more) {
        var job = started(enlisted(hostname, more));
        assertThat(job(job).path("status").asText()).isEqualTo("completed");
        return job;
    }

    /** A job that commissions a server, once it is over. */
    private String started(String server) {
        var job = client.post("/api/servers/" + server + "/commission", "{}")
                .field("data")
                .path("job_id")
                .asText();
        await().atMost(SOON).until(() -> !job(job).path("finished_at").isNull());
        return job;
    }

    private JsonNode job(String id) {
        return client.get("/api/jobs/" + id).field("data");
    }
}
