package dev.fleetledger.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetledger.embedded.Ports;
import dev.fleetledger.kit.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform dies by SIGKILL in the middle of a job. */
class KilledJobsTest {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir
    private Path temp;

    private final String port = Integer.toString(Ports.free());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<UpProcess> processes = new ArrayList<>();

    @AfterEach
    void killWhatIsLeft() {
        processes.forEach(UpProcess::close);
        http.close();
    }

    @Test
    @DisplayName(
            "G6, G9: a job goes on where it was after a kill, and is begun once; no line of its log is there twice")
    void aJobGoesOn() throws Exception {
        var base = start("first").awaitReady();
        var key = Json.mapper()
                .readTree(temp.resolve("data/credentials.json").toFile())
                .path("api_key")
                .asText();
        send(base, key, "/api/servers", "{\"hostname\": \"web-01\", \"mac_address\": \"52:54:00:12:34:56\"}", 201);
        var job = "/api/jobs/"
                + send(base, key, "/api/servers/1/commission", "{}", 202)
                        .path("job_id")
                        .asText();
        await().atMost(LIMIT)
                .until(() -> send(base, key, job, null, 200).path("progress").asInt() > 0);
        processes.getLast().signal("KILL");
        assertThat(processes.getLast().exitCode()).isEqualTo(128 + 9);
        var killed = Instant.now();

        assertThat(start("second").awaitReady()).isEqualTo(base);
        await().atMost(LIMIT)
                .until(() ->
                        send(base, key, job, null, 200).path("status").asText().equals("completed"));
        assertThat(Instant.parse(
                        send(base, key, job, null, 200).path("finished_at").asText()))
                .as("the end of what was killed in the middle")
                .isAfter(killed);
        assertThat(send(base, key, job + "/logs", null, 200).path("logs"))
                .extracting(line -> line.path("message").asText())
                .filteredOn(message -> message.contains("Beginning"))
                .containsExactly("[simulated] Beginning to enlist", "[simulated] Beginning to commission");
        assertThat(send(base, key, job + "/logs", null, 200).path("logs"))
                .extracting(line -> line.path("message").asText())
                .filteredOn(message -> message.matches("\\[simulated] [a-z].*"))
                .contains(
                        "[simulated] web-01: power on, boot order set to network",
                        "[simulated] smartctl: no errors logged")
                .doesNotHaveDuplicates();
        assertThat(send(base, key, "/api/servers/1", null, 200).path("status").asText())
                .isEqualTo("commissioned");
        processes.getLast().signal("TERM");
        assertThat(processes.getLast().exitCode()).isZero();
    }

    private UpProcess start(String name) throws IOException {
        var process = UpProcess.start(
                temp,
                name,
                "--port",
                port,
                "--admin-port",
                "0",
                "--data",
                temp.resolve("data").toString());
        processes.add(process);
        return process;
    }

    private JsonNode send(URI base, String key, String path, @Nullable String body, int status)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("X-API-Key", key)
                .header("Content-Type", "application/json");
        var sent = body == null ? request.GET() : request.POST(BodyPublishers.ofString(body));
        var answer = http.send(sent.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return Json.mapper().readTree(answer.body()).path("data");
    }
}
