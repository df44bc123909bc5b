package dev.fleetledger.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A thousand clients without a credential send bodies that never end, to a process that serves HTTP as a service does. */
final class SlowBodies implements Fault {
    private static final int CLIENTS = 1000;
    private static final long MOST_GROWTH = 64L << 20;
    private static final Duration SLOWEST = Duration.ofSeconds(5);
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration SLACK = Duration.ofSeconds(20);
    private static final Duration START = Duration.ofSeconds(60);
    private static final String TEXT = "{\"text\": \"quick\"}";

    @Override
    public String name() {
        return "SLOW_BODIES";
    }

    @Override
    public String meaning() {
        return CLIENTS + " clients without a credential drip bodies into one process";
    }

    @Override
    public Result run(Rig rig, Extent extent) {
        var lines = new LinkedBlockingQueue<String>();
        var log = log();
        Runnable onEnd = () -> lines.add("the process ended; see " + log);
        try (var node = new ChildProcess(HttpNode.class, List.of(), "384m", log, lines::add, onEnd);
                var http = HttpClient.newHttpClient()) {
            var port = (int) next(lines);
            return run(new Target(node, lines, http, port));
        }
    }

    private record Target(ChildProcess node, BlockingQueue<String> lines, HttpClient http, int port) {
        long heap() {
            node.write("heap");
            return next(lines);
        }

        /** The status that a quick request gets, with a key; 0 if none. */
        int post(String path) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(SLOWEST)
                    .header("X-API-Key", "drill")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(TEXT))
                    .build();
            try {
                return http.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException e) {
                return 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return 0;
            }
        }
    }

    private static Result run(Target target) {
        var wrong = new ArrayList<String>();
        IntStream.range(0, 50).forEach(i -> target.post(HttpNode.GUARDED));
        var before = target.heap();
        var giveUp = new AtomicBoolean();
        var slow = IntStream.range(0, CLIENTS)
                .mapToObj(i -> new SlowClient(target.port(), giveUp))
                .toList();
        var start = System.nanoTime();
        slow.forEach(Thread::startVirtualThread);
        var most = 0L;
        var served = 0;
        while (slow.stream().anyMatch(client -> client.end().isEmpty())
                && since(start).compareTo(DEADLINE.plus(SLACK)) < 0) {
            var status = target.post(HttpNode.GUARDED);
            if (status == 200) {
                served++;
            } else {
                wrong.add("a request with a key was answered " + status + " meanwhile");
            }
            most = Math.max(most, target.heap() - before);
            Waiting.pause(Duration.ofMillis(500));
        }
        var lasted = since(start);
        giveUp.set(true);
        var ends = slow.stream().collect(Collectors.groupingBy(SlowClient::end, Collectors.counting()));
        check(wrong, ends, most);
        if (!Waiting.until(SLACK, () -> target.post(HttpNode.PUBLIC) == 200)) {
            wrong.add("what anybody may ask was not answered afterwards");
        }
        var after = target.heap() - before;
        if (after > MOST_GROWTH / 4) {
            wrong.add("the heap has " + megabytes(after) + " MB more afterwards");
        }
        return new Result(
                wrong.stream().distinct().toList(),
                "all ended after " + lasted.toSeconds() + " s: " + ends + "; " + served
                        + " requests with a key served meanwhile; heap after collection at most +" + megabytes(most)
                        + " MB, afterwards +" + megabytes(after) + " MB");
    }

    private static void check(List<String> wrong, Map<String, Long> ends, long most) {
        if (ends.containsKey("")) {
            wrong.add(ends.get("") + " slow bodies were not ended by their deadline");
        }
        if (!ends.containsKey("408")) {
            wrong.add("none was answered 408");
        }
        ends.keySet().stream()
                .filter(end -> !List.of("", "cut", "408", "503").contains(end))
                .forEach(end -> wrong.add("a slow body was answered " + end));
        if (most > MOST_GROWTH) {
            wrong.add("the heap grew by " + megabytes(most) + " MB");
        }
    }

    private static long next(BlockingQueue<String> lines) {
        try {
            var line = lines.poll(START.toSeconds(), TimeUnit.SECONDS);
            if (line == null) {
                throw new IllegalStateException("the process said nothing");
            }
            return Long.parseLong(line);
        } catch (NumberFormatException e) {
            throw new IllegalStateException("the process said no number", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static Path log() {
        try {
            return Files.createTempFile("fleet-drill-http-", ".log");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static long megabytes(long bytes) {
        return bytes >> 20;
    }
}
