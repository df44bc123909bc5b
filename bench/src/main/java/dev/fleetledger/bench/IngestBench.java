package dev.fleetledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Remote write over HTTP, beside a raw producer on the same broker and Prometheus as the receiver of the same requests. */
@Command(
        name = "ingest",
        description = "Remote write over HTTP beside a raw Kafka producer and Prometheus.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class IngestBench implements Callable<Integer> {
    private static final List<Integer> PER_REQUEST = List.of(500, 5000);
    private static final List<Integer> CONNECTIONS = List.of(1, 4, 16);
    private static final long WARM_UP_PART = 3_000_000;
    private static final String ROW = "%-12s %8s %6s %11s %11s %9s %8s %8s %6s %8s %8s %8s %9s %9s";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--samples",
            defaultValue = "3000000",
            description = "How many are written for each figure. Default: ${DEFAULT-VALUE}")
    private long samples;

    @Option(
            names = "--warm-up",
            defaultValue = "30000000",
            description = "How many are written before anything is measured; a JVM compiles for long."
                    + " Default: ${DEFAULT-VALUE}")
    private long warmUp;

    @Option(
            names = "--servers",
            defaultValue = "160",
            description = "Whose samples they are, 100 series each. Default: ${DEFAULT-VALUE}")
    private int servers;

    @Option(names = "--only", description = "SAMPLES:CONNECTIONS of the one figure to measure, such as 500:16")
    private @Nullable String only;

    @Option(names = "--not-stored", description = "Do not wait until samples can be queried")
    private boolean notStored;

    /** The next samples' time; each figure has its own. */
    private Instant time = Instant.EPOCH;

    private record Costs(ProcessCosts server, ProcessCosts postgres) {
        static Costs of(ServerProcess server) throws IOException {
            return new Costs(server.own(), server.postgres());
        }
    }

    @Override
    public Integer call() throws Exception {
        if (samples < 100_000 || servers < 16 || servers > 10_000) {
            say("--samples must be at least 100000, --servers from 16 to 10000");
            return 2;
        }
        if (only != null && !only.matches("[1-9]\\d{0,3}:[1-9]\\d{0,2}")) {
            say("--only must be two numbers such as 500:16");
            return 2;
        }
        if (shapes().stream().anyMatch(shape -> shape.connections() > servers)) {
            say("--servers must be at least as many as the connections");
            return 2;
        }
        var folder = Files.createTempDirectory("fleet-bench-");
        try {
            say("load " + Files.readString(Path.of("/proc/loadavg")).strip() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors shared with this load");
            say("");
            say(ROW.formatted(
                    "what",
                    "samples",
                    "conns",
                    "accepted/s",
                    "stored/s",
                    "query ms",
                    "p50 ms",
                    "p99 ms",
                    "429 %",
                    "cpu s/M",
                    "pg s/M",
                    "rss MiB",
                    "sent B/s",
                    "disk B/s"));
            try (var platform = ServerProcess.platform(folder.resolve("platform"))) {
                try (var stored = new StoredSamples(platform)) {
                    measure("platform", platform, notStored ? null : stored);
                }
                raw(platform);
            }
            var prometheus = ServerProcess.prometheus(folder.resolve("prometheus"));
            if (prometheus.isPresent()) {
                try (var receiver = prometheus.get()) {
                    measure("prometheus", receiver, null);
                }
            } else {
                say("prometheus is not installed");
            }
        } finally {
            CommandsBench.delete(folder);
        }
        say("");
        say(
                "query: from being in Kafka to being in tables, p99. 429: the part of the requests that was told to come back.");
        say("cpu, pg: processor seconds per million samples of the server and of its PostgreSQL, storing included.");
        say("sent, disk: bytes a sample in requests, and in tables with their indexes before compaction.");
        return 0;
    }

    private void measure(String name, ServerProcess server, @Nullable StoredSamples stored) throws Exception {
        time = Instant.now().minus(span());
        // Compiled code, registered servers, known series. In parts, since a part's requests are made beforehand.
        for (var done = 0L; done < warmUp; done += WARM_UP_PART) {
            run(server, stored, 500, 16, WARM_UP_PART);
        }
        for (var shape : shapes()) {
            report(name, server, stored, shape.perRequest(), shape.connections());
        }
    }

    /** How many samples a request has, and how many connections there are. */
    private record Shape(int perRequest, int connections) {}

    private List<Shape> shapes() {
        if (only != null) {
            var parts = only.split(":", 2);
            return List.of(new Shape(Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
        }
        return PER_REQUEST.stream()
                .flatMap(perRequest -> CONNECTIONS.stream().map(connections -> new Shape(perRequest, connections)))
                .toList();
    }

    /** How much time all the samples have, so that the last are of now, as those of a scrape are. */
    private Duration span() {
        var figures = shapes().size();
        var parts = warmUp / WARM_UP_PART + 1;
        var perSecond = (long) (servers - servers % 16) * RemoteWriteRequests.SERIES;
        return Duration.ofSeconds((figures * samples + warmUp) / perSecond + 3L * (figures + parts));
    }

    private record Figure(
            WriteLoad.Result accepted,
            double storedSeconds,
            @Nullable Histogram queryMillis) {}

    private Figure run(
            ServerProcess server, @Nullable StoredSamples stored, int perRequest, int connections, long number)
            throws Exception {
        var senders = new ArrayList<RemoteWriteRequests>();
        var each = servers / connections;
        for (var i = 0; i < connections; i++) {
            senders.add(new RemoteWriteRequests(i * each, each, time.toEpochMilli()));
        }
        time = time.plusSeconds(number / ((long) each * connections * RemoteWriteRequests.SERIES) + 2);
        var load = new WriteLoad(senders, perRequest, number);
        if (stored == null) {
            return new Figure(load.run(server), 0, null);
        }
        try (var delay = new QueryDelay(server)) {
            var begin = System.nanoTime();
            var result = load.run(server);
            if (!stored.await()) {
                throw new IOException("what was accepted is still not stored");
            }
            return new Figure(result, (System.nanoTime() - begin) / 1e9, delay.millis());
        }
    }

    private void report(
            String name, ServerProcess server, @Nullable StoredSamples stored, int perRequest, int connections)
            throws Exception {
        var before = Costs.of(server);
        var bytesBefore = stored == null ? 0 : stored.bytes();
        var figure = run(server, stored, perRequest, connections, samples);
        var after = Costs.of(server);
        var result = figure.accepted();
        var millions = result.samples() / 1e6;
        say(ROW.formatted(
                name,
                perRequest,
                connections,
                round(result.perSecond(), 0),
                stored == null ? "-" : round(result.samples() / figure.storedSeconds(), 0),
                figure.queryMillis() == null
                        ? "-"
                        : Long.toString(figure.queryMillis().getValueAtPercentile(99)),
                round(result.millis(50), 1),
                round(result.millis(99), 1),
                round(100 * result.refused(), 1),
                round(after.server().cpuSecondsSince(before.server()) / millions, 2),
                stored == null ? "-" : round(after.postgres().cpuSecondsSince(before.postgres()) / millions, 2),
                round(after.server().residentBytes() / 1048576.0, 0),
                round((double) result.bytes() / result.samples(), 1),
                stored == null ? "-" : round((double) (stored.bytes() - bytesBefore) / result.samples(), 1)));
    }

    private void raw(ServerProcess platform) throws Exception {
        RawProducer.run(platform.kafka(), samples / 2);
        var before = Costs.of(platform);
        var perSecond = RawProducer.run(platform.kafka(), samples);
        var cpu = platform.own().cpuSecondsSince(before.server()) / (samples / 1e6);
        say(ROW.formatted(
                "raw producer",
                100,
                1,
                round(perSecond, 0),
                "-",
                "-",
                "-",
                "-",
                "-",
                round(cpu, 2),
                "-",
                "-",
                "-",
                "-"));
    }

    static String round(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
