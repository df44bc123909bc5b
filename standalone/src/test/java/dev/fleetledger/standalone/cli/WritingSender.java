package dev.fleetledger.standalone.cli;

import static org.awaitility.Awaitility.await;

import dev.fleetledger.embedded.testing.RemoteWrite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends as a shard of Prometheus' remote write does (2.42, storage/remote/queue_manager.go): a batch at a time, again and
 * again until it is acknowledged, after 5xx, 429 and lost connections, and then the next. It drops nothing.
 */
final class WritingSender implements Runnable {
    static final int SERIES = 5;
    /** Of each series. */
    static final int SAMPLES_A_BATCH = 20;

    private static final Duration BACK_OFF = Duration.ofMillis(50);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI uri;
    private final String key;
    private final String host;
    private final Instant start;
    private final int batches;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();

    /**
     * @param host whose series it sends
     * @param start when the first sample was measured; each next a second later
     * @param batches how many it sends
     */
    WritingSender(HttpClient http, URI base, String key, String host, Instant start, int batches) {
        this.http = http;
        this.uri = base.resolve("/api/v1/write");
        this.key = key;
        this.host = host;
        this.start = start;
        this.batches = batches;
    }

    String host() {
        return host;
    }

    /** Batches that it was told are kept. */
    int acknowledged() {
        return acknowledged.get();
    }

    /** How often it had to send a batch again. */
    int retries() {
        return retries.get();
    }

    /** When a sample of each series was measured; its value is its number. */
    Instant time(int sample) {
        return start.plusSeconds(sample);
    }

    @Override
    public void run() {
        while (acknowledged.get() < batches) {
            var batch = batch(acknowledged.get());
            await().forever().pollDelay(Duration.ZERO).pollInterval(BACK_OFF).until(() -> isTaken(batch));
            acknowledged.incrementAndGet();
        }
    }

    private boolean isTaken(byte[] batch) throws InterruptedException {
        var taken = taken(batch);
        if (!taken) {
            retries.incrementAndGet();
        }
        return taken;
    }

    private boolean taken(byte[] batch) throws InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(REQUEST_LIMIT)
                .header("Content-Type", "application/x-protobuf")
                .header("Content-Encoding", "snappy")
                .header("X-API-Key", key)
                .POST(BodyPublishers.ofByteArray(batch))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
                throw new AssertionError("refused for good: " + answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] batch(int number) {
        var request = new RemoteWrite();
        for (var series = 0; series < SERIES; series++) {
            var samples = new Number[2 * SAMPLES_A_BATCH];
            for (var i = 0; i < SAMPLES_A_BATCH; i++) {
                var sample = number * SAMPLES_A_BATCH + i;
                samples[2 * i] = time(sample).toEpochMilli();
                samples[2 * i + 1] = sample;
            }
            request.series(List.of("__name__", "sent", "instance", host, "series", "s" + series), samples);
        }
        return request.compressed();
    }
}
