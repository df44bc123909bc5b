package dev.fleetledger.bench;

import com.codahale.metrics.Meter;
import dev.fleetledger.command.identity.Credentials;
import dev.fleetledger.query.telemetry.store.CorruptBlocks;
import dev.fleetledger.query.telemetry.store.SampleStore;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.standalone.Lifecycle;
import dev.fleetledger.standalone.Platform;
import dev.fleetledger.standalone.PlatformOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Samples from Kafka to where they can be asked for, what they take on disk, and how long reads of a day take. */
@Command(
        name = "history",
        description = "Storing samples, their size on disk, and reads of a day of them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class HistoryBench implements Callable<Integer> {
    private static final long STEP = 10_000;
    private static final int SCRAPED_SERVERS = 100;
    private static final int SCRAPED_SERIES = 500;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--servers",
            defaultValue = "1000",
            description = "Servers with a day of samples. Default: ${DEFAULT-VALUE}")
    private int servers;

    @Option(names = "--metrics", defaultValue = "3", description = "Metrics of each. Default: ${DEFAULT-VALUE}")
    private int metrics;

    @Option(
            names = "--rounds",
            defaultValue = "20",
            description = "Scrapes of 100 servers, 500 series each. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "How long each kind of read is measured. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws Exception {
        var data = Files.createTempDirectory("fleet-bench-");
        var options =
                new PlatformOptions(data, 0, 0, false, Map.of("FLEET_RATE_LIMIT_PRINCIPAL_PER_HOUR", "1000000000"));
        try (var platform = Platform.start(options, new Lifecycle(this::say));
                var feed = new TelemetryFeed(platform.kafka().client());
                var tables = new TelemetryTables(platform.postgresql())) {
            say("");
            scrapes(feed, tables);
            day(platform, feed, tables);
        } finally {
            CommandsBench.delete(data);
        }
        return 0;
    }

    private void scrapes(TelemetryFeed feed, TelemetryTables tables) throws Exception {
        var ids = ids(SCRAPED_SERVERS);
        say(rate("new series, one sample each", round(feed, tables, ids, 1), (long) ids.size() * SCRAPED_SERIES));
        round(feed, tables, ids, rounds);
        var samples = (long) rounds * ids.size() * SCRAPED_SERIES;
        var cpu = sinkCpu();
        say(rate("samples, 500 series a record, Kafka to queryable", round(feed, tables, ids, rounds), samples));
        say(String.format(
                Locale.ROOT,
                "%-52s %10.2f CPU seconds a million, of the projector's thread",
                "",
                (sinkCpu() - cpu) / 1e9 / (samples / 1e6)));
    }

    /** Sends what was encoded before, so that the time is that of storing. */
    private static Duration round(TelemetryFeed feed, TelemetryTables tables, List<UUID> ids, int times)
            throws Exception {
        var random = new Random(1);
        var encoded = new ArrayList<byte[]>();
        var now = System.currentTimeMillis();
        for (var i = 0; i < times * ids.size(); i++) {
            encoded.add(TelemetryFeed.scrape(SCRAPED_SERIES, now + i / ids.size(), random));
        }
        var start = System.nanoTime();
        for (var i = 0; i < encoded.size(); i++) {
            feed.send(ids.get(i % ids.size()), encoded.get(i));
        }
        feed.flush();
        tables.awaitStored(feed.sent());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void day(Platform platform, TelemetryFeed feed, TelemetryTables tables) throws Exception {
        var key =
                Credentials.read(platform.credentials()).orElseThrow().apiKey().value();
        var api = new Api(platform.baseUri(), key);
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < servers; i++) {
            ids.add(api.register(i));
        }
        var from = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(1));
        var perHour = (int) (Duration.ofHours(1).toMillis() / STEP);
        var samples = 24L * perHour * servers * metrics;
        var random = new Random(2);
        var start = System.nanoTime();
        for (var hour = 0; hour < 24; hour++) {
            for (var id : ids) {
                var at = from.plus(Duration.ofHours(hour)).toEpochMilli();
                feed.send(id, TelemetryFeed.stretch(random, metrics, at, perHour, STEP));
            }
        }
        feed.flush();
        tables.awaitStored(feed.sent());
        say(rate("samples of a day, made and stored", Duration.ofNanos(System.nanoTime() - start), samples));
        tables.awaitCompacted();
        say(rate("the same, until all are compacted", Duration.ofNanos(System.nanoTime() - start), samples));
        sizes(tables, samples);
        reads(platform, tables, api, from);
    }

    private void sizes(TelemetryTables tables, long samples) throws Exception {
        say("");
        for (var table : List.of("telemetry_samples", "telemetry_minutes", "telemetry_hours")) {
            say(String.format(
                    Locale.ROOT, "%-52s %10.2f bytes a sample", table, tables.bytes(table) / (double) samples));
        }
        say("");
    }

    private void reads(Platform platform, TelemetryTables tables, Api api, Instant from) throws Exception {
        var series = tables.series("cpu_percent");
        var to = from.plus(Duration.ofDays(1));
        var postgresql = platform.postgresql();
        var connection = DriverManager.getConnection(postgresql.jdbcUrl(), postgresql.user(), postgresql.password());
        var store = new SampleStore(Jdbi.create(connection), new CorruptBlocks(new Meter()));
        report("day of one metric, out of the store", number -> {
            var one = series.get((int) (number * 7919 % series.size()));
            var found = store.samples(
                    new Selection(one.server(), Set.of(one.id()), from.toEpochMilli(), to.toEpochMilli()));
            if (found.getFirst().size() != Duration.ofDays(1).toMillis() / STEP) {
                throw new IllegalStateException("samples are missing");
            }
        });
        var period = "start=" + from + "&end=" + to;
        report("day of one metric over HTTP, 8,640 samples", number -> {
            var one = series.get((int) (number * 7919 % series.size()));
            api.get("/api/v1/series/" + one.id() + "/samples?" + period);
        });
        report("the same by the minute", number -> {
            var one = series.get((int) (number * 7919 % series.size()));
            api.get("/api/v1/series/" + one.id() + "/samples?step=60&" + period);
        });
        report("a server's vital signs by the minute", number -> {
            var one = series.get((int) (number * 7919 % series.size()));
            api.get("/api/v1/metrics/" + one.server() + "/history?step=60&" + period);
        });
    }

    private void report(String what, Load.Caller caller) throws Exception {
        var result =
                Load.run(1, Duration.ofSeconds(Math.max(2, seconds / 2)), Duration.ofSeconds(seconds), () -> caller);
        say(String.format(
                Locale.ROOT,
                "%-60s p50 %7.2f ms  p99 %7.2f ms  %8.0f a second",
                what,
                result.millis(50),
                result.millis(99),
                result.perSecond()));
    }

    private static String rate(String what, Duration time, long number) {
        var took = time.toNanos() / 1e9;
        return String.format(Locale.ROOT, "%-52s %10.0f a second (%d in %.1f s)", what, number / took, number, took);
    }

    private static long sinkCpu() {
        var threads = ManagementFactory.getThreadMXBean();
        for (var thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals("projector-telemetry")) {
                return threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        throw new IllegalStateException("there is no projector of telemetry");
    }

    private static List<UUID> ids(int count) {
        var ids = new ArrayList<UUID>();
        for (var i = 0; i < count; i++) {
            ids.add(UUID.randomUUID());
        }
        return ids;
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    /** The platform's API. */
    private record Api(URI base, String key, HttpClient http) {
        Api(URI base, String key) {
            this(
                    base,
                    key,
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
        }

        UUID register(int number) throws IOException, InterruptedException {
            var body = "{\"id\":\"bench-%s\",\"hostname\":\"bench-%s\"}".formatted(number, number);
            var answer = send(request("/api/v1/servers")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
            var start = answer.indexOf("\"uuid\":\"") + 8;
            return UUID.fromString(answer.substring(start, start + 36));
        }

        void get(String path) throws IOException, InterruptedException {
            send(request(path).build());
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(base.resolve(path)).header("X-API-Key", key);
        }

        private String send(HttpRequest request) throws IOException, InterruptedException {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IOException("answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        }
    }
}
