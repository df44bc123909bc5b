package dev.fleetledger.bench;

import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Commands over HTTP, beside a raw Kafka send and a PostgreSQL insert, on the same broker and disk. */
@Command(
        name = "commands",
        description = "Registrations over HTTP beside raw Kafka sends and PostgreSQL inserts.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class CommandsBench implements Callable<Integer> {
    private static final String ROW = "%-6s %-30s %5s | %8s %8s %8s %7s %7s | %6s | %7s  %s";
    private static final String RAW_TOPIC = "bench.raw";
    private static final List<String> SPANS = List.of("queued", "decided", "committed", "seen", "projected");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--callers",
            split = ",",
            defaultValue = "1,64",
            description = "How many ask at a time. Default: ${DEFAULT-VALUE}")
    private List<Integer> callers;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            description = "How long each figure is measured, 1 to 60; half as long before it is warmed up."
                    + " Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            description = "Seconds of registrations before the first figure, 0 to 600. Default: ${DEFAULT-VALUE}")
    private int warmUp;

    private record Subject(String name, Load.Callers callers) {}

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > 60 || warmUp < 0 || warmUp > 600) {
            say("--seconds must be from 1 to 60, --warm-up from 0 to 600");
            return 2;
        }
        if (callers.stream().anyMatch(number -> number < 1 || number > 1000)) {
            say("--callers must be from 1 to 1000");
            return 2;
        }
        var folder = Files.createTempDirectory("fleet-bench-");
        try (var platform = ServerProcess.platform(folder.resolve("platform"))) {
            measure(platform);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void measure(ServerProcess platform) throws Exception {
        var raw = new Subject("raw send().get(), acks=all", Subjects.sending(platform.kafka(), RAW_TOPIC));
        var insert = new Subject("PostgreSQL insert, unique key", Subjects.inserting(platform.database()));
        var commands = List.of(
                new Subject("register, read model waited for", () -> new Subjects.Registering(platform, false)),
                new Subject("register, respond-async", () -> new Subjects.Registering(platform, true)));
        try (var admin = Admin.create(Map.copyOf(platform.kafka()))) {
            admin.createTopics(List.of(new NewTopic(RAW_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
            say("load " + Files.readString(Path.of("/proc/loadavg")).strip() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors shared with this load");
            for (var command : commands) {
                Load.run(64, Duration.ZERO, Duration.ofSeconds(warmUp / 2), command.callers());
            }
            say("");
            say(ROW.formatted(
                    "fsync",
                    "what",
                    "who",
                    "a second",
                    "p50 ms",
                    "p99 ms",
                    "cpu ms",
                    "pg ms",
                    "ratio",
                    "in one",
                    "ms a command: " + String.join(", ", SPANS) + ", the rest"));
            for (var flush : List.of(true, false)) {
                flushEveryMessage(admin, flush);
                for (var number : callers) {
                    var peer = load(raw, number);
                    report(flush, raw, number, peer, peer, "", "", "", "");
                    report(flush, insert, number, load(insert, number), peer, "", "", "", "");
                    for (var command : commands) {
                        measure(platform, flush, command, number, peer);
                    }
                }
            }
        }
        say("");
        say("fsync: flush.messages=1 on the ledger, the transaction log and the raw topic. PostgreSQL always syncs.");
        say(
                "cpu, pg: milliseconds of the processor a command, of the platform (its broker included) and of PostgreSQL.");
        say("ratio: a second, to raw sends of the same row's callers. in one: commands in a transaction.");
    }

    private Load.Result load(Subject subject, int number) throws Exception {
        return Load.run(
                number, Duration.ofSeconds(Math.max(1, seconds / 2)), Duration.ofSeconds(seconds), subject.callers());
    }

    private void measure(ServerProcess platform, boolean flush, Subject command, int number, Load.Result raw)
            throws Exception {
        Load.run(number, Duration.ZERO, Duration.ofSeconds(Math.max(1, seconds / 2)), command.callers());
        var cpu = platform.own();
        var postgres = platform.postgres();
        var before = platform.counters();
        var result = Load.run(number, Duration.ZERO, Duration.ofSeconds(seconds), command.callers());
        var after = platform.counters();
        var commands = passed(before, after, "ledger_commands_total");
        var spans = SPANS.stream()
                .map(span -> passed(before, after, "ledger_span_" + span + "_nanos_total") / commands / 1e6)
                .toList();
        var rest = result.micros().getMean() / 1000
                - spans.stream().mapToDouble(Double::doubleValue).sum();
        report(
                flush,
                command,
                number,
                result,
                raw,
                IngestBench.round(platform.own().cpuSecondsSince(cpu) * 1000 / commands, 2),
                IngestBench.round(platform.postgres().cpuSecondsSince(postgres) * 1000 / commands, 2),
                IngestBench.round(commands / passed(before, after, "ledger_batch_size_count"), 1),
                spans.stream().map(millis -> IngestBench.round(millis, 2)).collect(Collectors.joining(", ")) + ", "
                        + IngestBench.round(rest, 2));
    }

    private static double passed(Map<String, Double> before, Map<String, Double> after, String counter) {
        return after.getOrDefault(counter, 0.0) - before.getOrDefault(counter, 0.0);
    }

    private void report(
            boolean flush,
            Subject subject,
            int number,
            Load.Result result,
            Load.Result raw,
            String cpu,
            String postgres,
            String together,
            String spans) {
        say(ROW.formatted(
                        flush ? "each" : "left",
                        subject.name(),
                        number,
                        IngestBench.round(result.perSecond(), 0),
                        IngestBench.round(result.millis(50), 2),
                        IngestBench.round(result.millis(99), 2),
                        cpu,
                        postgres,
                        IngestBench.round(result.perSecond() / raw.perSecond(), 2),
                        together,
                        spans)
                .stripTrailing());
    }

    private static void flushEveryMessage(Admin admin, boolean flush) throws Exception {
        var setting = new ConfigEntry("flush.messages", flush ? "1" : Long.toString(Long.MAX_VALUE));
        var change = List.of(new AlterConfigOp(setting, AlterConfigOp.OpType.SET));
        for (var topic : List.of(Topics.EVENTS.topicName(), "__transaction_state", RAW_TOPIC)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), change))
                    .all()
                    .get();
        }
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
