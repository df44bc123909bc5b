package dev.fleetledger.bench;

import dev.fleetledger.command.identity.Credentials;
import dev.fleetledger.schemas.topic.Topics;
import dev.fleetledger.standalone.Lifecycle;
import dev.fleetledger.standalone.Platform;
import dev.fleetledger.standalone.PlatformOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
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
    private static final String RAW_TOPIC = "bench.raw";
    private static final List<Integer> CALLERS = List.of(1, 64);
    private static final String UNLIMITED = "1000000000";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--seconds",
            defaultValue = "8",
            description = "How long each cell is measured, 1 to 60. Default: ${DEFAULT-VALUE}")
    private int seconds;

    private record Subject(String name, Load.Callers callers) {}

    @Override
    public Integer call() throws Exception {
        if (seconds < 1 || seconds > 60) {
            say("--seconds must be from 1 to 60, not " + seconds);
            return 2;
        }
        var data = Files.createTempDirectory("fleet-bench-");
        var options = new PlatformOptions(data, 0, 0, false, Map.of("FLEET_RATE_LIMIT_PRINCIPAL_PER_HOUR", UNLIMITED));
        try (var platform = Platform.start(options, new Lifecycle(line -> say(line)))) {
            measure(platform);
        } finally {
            delete(data);
        }
        return 0;
    }

    private void measure(Platform platform) throws Exception {
        var key =
                Credentials.read(platform.credentials()).orElseThrow().apiKey().value();
        var kafka = platform.kafka().client();
        var subjects = List.of(
                new Subject(
                        "register over HTTP, read model waited for",
                        () -> new Subjects.Registering(platform.baseUri(), key, false)),
                new Subject(
                        "register over HTTP, respond-async",
                        () -> new Subjects.Registering(platform.baseUri(), key, true)),
                new Subject("raw Kafka send().get(), acks=all", Subjects.sending(kafka, RAW_TOPIC)),
                new Subject("PostgreSQL insert, unique key", Subjects.inserting(platform.postgresql())));
        try (var admin = Admin.create(Map.copyOf(kafka))) {
            admin.createTopics(List.of(new NewTopic(RAW_TOPIC, 1, (short) 1)))
                    .all()
                    .get();
            say("");
            say(String.format(
                    "%-8s %-42s %8s %10s %9s %9s", "fsync", "what", "callers", "per second", "p50 ms", "p99 ms"));
            for (var flush : List.of(true, false)) {
                flushEveryMessage(admin, flush);
                for (var callers : CALLERS) {
                    for (var subject : subjects) {
                        report(flush, subject, callers);
                    }
                }
            }
        }
        say("");
        say("fsync: flush.messages=1 on the ledger, the transaction log and the raw topic. PostgreSQL always syncs.");
    }

    private void report(boolean flush, Subject subject, int callers) throws Exception {
        var result = Load.run(
                callers, Duration.ofSeconds(Math.max(2, seconds / 2)), Duration.ofSeconds(seconds), subject.callers());
        say(String.format(
                Locale.ROOT,
                "%-8s %-42s %8d %10.0f %9.2f %9.2f",
                flush ? "each" : "left",
                subject.name(),
                callers,
                result.perSecond(),
                result.millis(50),
                result.millis(99)));
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
