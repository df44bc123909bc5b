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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform dies by SIGKILL, twice, while senders write to it. */
class KilledIntakeTest {
    private static final int SENDERS = 4;
    private static final int BATCHES = 300;
    private static final int BETWEEN_KILLS = 100;
    private static final int SAMPLES = BATCHES * WritingSender.SAMPLES_A_BATCH;
    private static final Duration LIMIT = Duration.ofSeconds(60);

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
            "C2: every sample that was acknowledged is there once, and no other, though the platform is killed twice")
    void everyAcknowledgedSampleIsThereOnce() throws Exception {
        var base = start("first").awaitReady();
        var credentials =
                Json.mapper().readTree(temp.resolve("data/credentials.json").toFile());
        var start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(6));
        var senders = IntStream.range(0, SENDERS)
                .mapToObj(number -> new WritingSender(
                        http, base, credentials.path("agent_key").asText(), "host-" + number, start, BATCHES))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = senders.stream()
                    .map(sender -> CompletableFuture.runAsync(sender, threads))
                    .toList();
            try {
                for (var restart : List.of("second", "third")) {
                    awaitAcknowledged(senders, sent, sum(senders, WritingSender::acknowledged) + BETWEEN_KILLS);
                    kill(senders);
                    start(restart);
                }
                awaitAcknowledged(senders, sent, SENDERS * BATCHES);
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(processes.getLast().awaitReady()).isEqualTo(base);

        var key = credentials.path("api_key").asText();
        assertThat(get(base, key, "/api/v1/servers").path("total").asInt()).isEqualTo(SENDERS);
        for (var sender : senders) {
            var expected = IntStream.range(0, SAMPLES)
                    .mapToObj(sample -> sender.time(sample) + " " + sample + ".0")
                    .toList();
            var series = get(base, key, "/api/v1/series?name=sent&server=" + sender.host())
                    .path("series");
            assertThat(series).hasSize(WritingSender.SERIES);
            for (var one : series) {
                var path = "/api/v1/series/%s/samples?start=%s&end=%s"
                        .formatted(one.path("id").asText(), start.minusSeconds(3600), Instant.now());
                // What was written last is a second away from being seen; what is there by then is there for good.
                await().atMost(LIMIT)
                        .untilAsserted(
                                () -> assertThat(lines(get(base, key, path).path("samples")))
                                        .isEqualTo(expected));
            }
        }
        processes.getLast().signal("TERM");
        assertThat(processes.getLast().exitCode()).isZero();
    }

    /** Waits until so many batches are acknowledged, or fails as a sender did. */
    private static void awaitAcknowledged(List<WritingSender> senders, List<CompletableFuture<Void>> sent, int due) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
            sent.stream().filter(CompletableFuture::isCompletedExceptionally).forEach(CompletableFuture::join);
            return sum(senders, WritingSender::acknowledged) >= due;
        });
    }

    /** SIGKILL while there is more to send. */
    private void kill(List<WritingSender> senders) throws Exception {
        processes.getLast().signal("KILL");
        assertThat(processes.getLast().exitCode()).isEqualTo(128 + 9);
        assertThat(sum(senders, WritingSender::acknowledged)).isLessThan(SENDERS * BATCHES);
        var retries = sum(senders, WritingSender::retries);
        await().atMost(LIMIT).until(() -> sum(senders, WritingSender::retries) > retries);
    }

    private static int sum(List<WritingSender> senders, ToIntFunction<WritingSender> count) {
        return senders.stream().mapToInt(count).sum();
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

    private JsonNode get(URI base, String key, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LIMIT)
                .header("X-API-Key", key)
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.mapper().readTree(answer.body());
    }

    private static List<String> lines(JsonNode samples) {
        var lines = new ArrayList<String>();
        samples.forEach(
                sample -> lines.add(Instant.parse(sample.path("timestamp").asText()) + " "
                        + sample.path("value").asDouble()));
        return lines;
    }
}
