package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Answer;
import dev.fleetledger.drill.Message.Ask;
import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.Message.Outcome;
import dev.fleetledger.kit.kafka.KafkaSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An instance of the command side in a process of its own. */
final class Instance implements AutoCloseable {
    /** It remembers what the drill asks for in minutes for a day, as it would what clients ask for in one. */
    private static final String HEAP = "1g";

    static final Duration SESSION_TIMEOUT = Duration.ofMillis(1500);
    static final Duration BROKER_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration PATIENCE = BROKER_TIMEOUT.multipliedBy(2);
    private static final Duration PATIENCE_TO_READ = Duration.ofSeconds(1);
    private static final Duration PATIENCE_TO_COMPARE = Duration.ofSeconds(30);

    static final Answer UNANSWERED = new Answer(0, Outcome.UNAVAILABLE, "no answer in time", 0, Map.of());

    private final String name;
    private final ChildProcess process;
    private final AtomicLong calls = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** @param provider where its jobs' provider is asked, null if it does no jobs */
    Instance(String name, KafkaSettings kafka, Path folder, @Nullable URI provider) {
        this.name = name;
        var arguments = new ArrayList<>(List.of(
                kafka.bootstrapServers(),
                name,
                Long.toString(SESSION_TIMEOUT.toMillis()),
                Long.toString(BROKER_TIMEOUT.toMillis())));
        if (provider != null) {
            arguments.add(provider.toString());
        }
        process = new ChildProcess(
                InstanceNode.class, arguments, HEAP, folder.resolve(name + ".log"), this::answered, this::ended);
    }

    /** Sends a command; the answer counts as unavailable when none comes in time. */
    CompletableFuture<Answer> ask(Operation operation, String fleet, String slug, @Nullable String key) {
        var call = calls.incrementAndGet();
        var answer = new CompletableFuture<Answer>();
        waiting.put(call, answer);
        if (!process.write(Message.write(new Ask(call, operation, fleet, slug, key))) || ended) {
            gone(answer);
        }
        return answer;
    }

    /** {@link #ask}, waiting no longer than a client would. */
    Answer askInTime(Operation operation, String fleet, String slug, @Nullable String key) {
        return await(ask(operation, fleet, slug, key), PATIENCE);
    }

    /** Whether it shows that event of the fleet, as soon as one would wait for a read. */
    boolean shows(String fleet, long sequence) {
        var answer = await(ask(Operation.READ, fleet, "", null), PATIENCE_TO_READ);
        return answer.outcome() == Outcome.READ && answer.sequence() >= sequence;
    }

    /** The digests of the fleets' states, by fleet and part; empty if it does not answer. */
    Optional<Map<String, String>> digests(List<String> fleets) {
        var answer = await(ask(Operation.DIGEST, String.join(",", fleets), "", null), PATIENCE_TO_COMPARE);
        return answer.outcome() == Outcome.DIGEST ? Optional.of(answer.digests()) : Optional.empty();
    }

    /** Jobs that were asked for and those that are live; empty if it does not answer. */
    Optional<JobCount> jobs(String fleet) {
        var answer = await(ask(Operation.JOBS, fleet, "", null), PATIENCE_TO_READ);
        return answer.outcome() == Outcome.JOBS
                ? Optional.of(new JobCount(answer.sequence(), answer.digests().size()))
                : Optional.empty();
    }

    /** How many jobs there are. */
    record JobCount(long asked, int live) {}

    private static Answer await(CompletableFuture<Answer> answer, Duration patience) {
        return answer.completeOnTimeout(UNANSWERED, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    String name() {
        return name;
    }

    ChildProcess process() {
        return process;
    }

    private void answered(String line) {
        if (line.startsWith("{")) {
            var answer = Message.read(line, Answer.class);
            var future = waiting.remove(answer.call());
            if (future != null) {
                future.complete(answer);
            }
        }
    }

    private void ended() {
        ended = true;
        waiting.values().forEach(Instance::gone);
    }

    private static void gone(CompletableFuture<Answer> answer) {
        answer.complete(new Answer(0, Outcome.UNAVAILABLE, "the process is gone", 0, Map.of()));
    }

    @Override
    public void close() {
        process.close();
    }
}
