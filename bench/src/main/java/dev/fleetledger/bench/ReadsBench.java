package dev.fleetledger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads over HTTP, beside those of a plain service over the same rows. */
@Command(
        name = "reads",
        description = "Reads over HTTP beside a plain Dropwizard and JDBI service over the same rows.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class ReadsBench implements Callable<Integer> {
    private static final String ROW = "%8s %-22s %5s | %10s %8s %8s %8s %8s | %10s %8s %8s | %6s";
    private static final int REGISTERING = 64;
    private static final int HISTORY_MINUTES = 60;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--servers",
            split = ",",
            defaultValue = "100,10000,100000",
            description = "How many servers there are, growing. Default: ${DEFAULT-VALUE}")
    private List<Integer> sizes;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "1,16,64",
            description = "How many ask at a time. Default: ${DEFAULT-VALUE}")
    private List<Integer> connections;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "How long each figure is measured, 1 to 60; as long before it is warmed up."
                    + " Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description = "Seconds of reads of all kinds before the first figure." + " Default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--only", split = ",", description = "These reads alone, such as ping,slug,page.")
    private @Nullable Set<String> only;

    /**
     * One kind of read.
     *
     * @param path what is asked for at the n-th time
     * @param peer what the plain service is asked for, or null if it has nothing like it
     */
    private record Read(
            String name,
            LongFunction<String> path,
            @Nullable LongFunction<String> peer) {}

    /** A server that was registered. */
    private record Known(String slug, UUID id, long number) {}

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > 60 || warmUp < 0 || warmUp > 600) {
            say("--seconds must be from 1 to 60, --warm-up from 0 to 600");
            return 2;
        }
        if (sizes.stream().anyMatch(size -> size < 100 || size > 1_000_000)
                || !sizes.equals(sizes.stream().sorted().toList())) {
            say("--servers must be growing numbers from 100 to 1000000");
            return 2;
        }
        if (connections.stream().anyMatch(number -> number < 1 || number > 1000)) {
            say("--connections must be from 1 to 1000");
            return 2;
        }
        var folder = Files.createTempDirectory("fleet-bench-");
        try (var platform = ServerProcess.platform(folder.resolve("platform"));
                var plain = ServerProcess.plain(folder.resolve("plain"), platform.database())) {
            say("load " + Files.readString(Path.of("/proc/loadavg")).strip() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors shared with this load");
            say("");
            say(ROW.formatted(
                    "servers",
                    "read",
                    "conns",
                    "a second",
                    "p50 ms",
                    "p99 ms",
                    "cpu ms",
                    "pg ms",
                    "plain",
                    "cpu ms",
                    "pg ms",
                    "ratio"));
            measure(platform, plain);
        } finally {
            CommandsBench.delete(folder);
        }
        say("");
        say("cpu, pg: milliseconds of the processor a read, of the service and of PostgreSQL.");
        say("ratio: reads a second, to those of the plain service in the same run; it looks servers up by slug alone.");
        return 0;
    }

    private void measure(ServerProcess platform, ServerProcess plain) throws Exception {
        var there = 0;
        for (var size : sizes) {
            register(platform, there, size);
            there = size;
            var known = known(platform);
            var measured = known.get(known.size() / 2);
            var start = Instant.now().minus(HISTORY_MINUTES, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);
            try (var feed = new TelemetryFeed(platform.kafka())) {
                // An hour of vital signs.
                feed.send(
                        measured.id(),
                        TelemetryFeed.stretch(new Random(2), 3, start.toEpochMilli(), HISTORY_MINUTES * 6, 10_000));
                feed.flush();
            }
            await(platform, history(measured, start), body -> !body.contains("\"points\":[]"));
            var reads = reads(known, measured, start);
            if (there == sizes.getFirst()) {
                for (var read : reads) {
                    warm(platform, read.path(), reads.size());
                    if (read.peer() != null) {
                        warm(plain, read.peer(), reads.size());
                    }
                }
            }
            for (var read : reads) {
                for (var number : connections) {
                    report(size, read, number, platform, plain);
                }
            }
        }
    }

    private List<Read> reads(List<Known> known, Known measured, Instant start) {
        return List.of(
                        new Read("ping", n -> "/api/health/live", n -> "/ping"),
                        new Read(
                                "slug",
                                n -> "/api/v1/servers/" + any(known, n).slug(),
                                n -> "/servers/" + any(known, n).slug()),
                        new Read(
                                "uuid",
                                n -> "/api/v1/servers/" + any(known, n).id(),
                                n -> "/servers/" + any(known, n).slug()),
                        new Read("page", n -> "/api/v1/servers?limit=20", n -> "/servers?after=0"),
                        new Read(
                                "search",
                                n -> "/api/v1/servers?limit=20&search="
                                        + any(known, n).slug(),
                                null),
                        new Read(
                                "as_of",
                                n -> "/api/v1/servers/" + any(known, n).slug() + "?as_of=" + Instant.now(),
                                null),
                        new Read("history", n -> history(measured, start), null),
                        new Read("audit", n -> "/api/v1/audit?limit=20", null))
                .stream()
                .filter(read -> only == null || only.contains(read.name()))
                .toList();
    }

    private static String history(Known server, Instant start) {
        return "/api/v1/metrics/" + server.id() + "/history?step=60&start=" + start;
    }

    /** Spread over all of them, as 7919 is prime. */
    private static Known any(List<Known> known, long number) {
        return known.get((int) (number * 7919 % known.size()));
    }

    private static void register(ServerProcess platform, int from, int until) throws Exception {
        var left = new AtomicInteger(until - from);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (var i = 0; i < REGISTERING; i++) {
                running.add(threads.submit(() -> {
                    try (var caller = new Subjects.Registering(platform, true)) {
                        for (var number = left.decrementAndGet(); number >= 0; number = left.decrementAndGet()) {
                            caller.call(from + number);
                        }
                    }
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        }
        await(platform, "/api/v1/servers?limit=1", body -> body.contains("\"total\":" + until + "}"));
    }

    private static void await(ServerProcess platform, String path, Predicate<String> there) throws Exception {
        var end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        try (var connection = platform.reading()) {
            var body = connection.get(path).required();
            while (!there.test(body)) {
                if (System.nanoTime() > end) {
                    throw new IOException("what was written cannot be read at " + path + ": " + body);
                }
                Thread.sleep(200);
                body = connection.get(path).required();
            }
        }
    }

    private static List<Known> known(ServerProcess platform) throws Exception {
        var database = platform.database();
        var known = new ArrayList<Known>();
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                var statement = connection.createStatement()) {
            // As autovacuum does in time, so that figures do not depend on when.
            statement.execute("vacuum analyze");
            try (var rows = statement.executeQuery("select slug, id, number from servers order by number")) {
                while (rows.next()) {
                    known.add(new Known(rows.getString(1), rows.getObject(2, UUID.class), rows.getLong(3)));
                }
            }
        }
        return known;
    }

    private void warm(ServerProcess server, LongFunction<String> path, int parts) throws Exception {
        load(server, path, 16, Duration.ofMillis(warmUp * 500L / parts));
    }

    private void report(int size, Read read, int number, ServerProcess platform, ServerProcess plain) throws Exception {
        var own = figure(platform, platform, read.path(), number);
        var peer = read.peer() == null ? null : figure(plain, platform, read.peer(), number);
        say(ROW.formatted(
                size,
                read.name(),
                number,
                IngestBench.round(own.result().perSecond(), 0),
                IngestBench.round(own.result().millis(50), 2),
                IngestBench.round(own.result().millis(99), 2),
                IngestBench.round(own.cpu(), 3),
                IngestBench.round(own.postgres(), 3),
                peer == null ? "-" : IngestBench.round(peer.result().perSecond(), 0),
                peer == null ? "-" : IngestBench.round(peer.cpu(), 3),
                peer == null ? "-" : IngestBench.round(peer.postgres(), 3),
                peer == null
                        ? "-"
                        : IngestBench.round(
                                own.result().perSecond() / peer.result().perSecond(), 2)));
    }

    /**
     * What was measured.
     *
     * @param cpu milliseconds of the service's process a read
     * @param postgres the same of PostgreSQL
     */
    private record Figure(Load.Result result, double cpu, double postgres) {}

    private Figure figure(ServerProcess server, ServerProcess platform, LongFunction<String> path, int number)
            throws Exception {
        load(server, path, number, Duration.ofSeconds(seconds));
        var cpu = server.own();
        var postgres = platform.postgres();
        var result = load(server, path, number, Duration.ofSeconds(seconds));
        var reads = result.micros().getTotalCount() / 1000.0;
        if (reads == 0) {
            throw new IOException("not one read was answered in time: " + path.apply(1));
        }
        return new Figure(
                result,
                server.own().cpuSecondsSince(cpu) / reads,
                platform.postgres().cpuSecondsSince(postgres) / reads);
    }

    private static Load.Result load(ServerProcess server, LongFunction<String> path, int number, Duration time)
            throws Exception {
        return Load.run(number, Duration.ZERO, time, () -> {
            var connection = server.reading();
            return new Load.Caller() {
                @Override
                public void call(long n) throws IOException {
                    connection.get(path.apply(n)).required();
                }

                @Override
                public void close() throws IOException {
                    connection.close();
                }
            };
        });
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
