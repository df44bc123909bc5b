package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Answer;
import dev.fleetledger.drill.Message.Ask;
import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.Message.Outcome;
import dev.fleetledger.kit.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An instance of the command side in a process of its own. */
final class Instance implements AutoCloseable {
    static final Duration SESSION_TIMEOUT = Duration.ofMillis(1500);
    static final Duration BROKER_TIMEOUT = Duration.ofSeconds(3);

    private static final Duration PATIENCE = BROKER_TIMEOUT.multipliedBy(2);

    private static final Answer UNANSWERED = new Answer(0, Outcome.UNAVAILABLE, "no answer in time", 0, Map.of());

    private final String name;
    private final ChildProcess process;
    private final AtomicLong calls = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    Instance(String name, KafkaSettings kafka, Path folder) {
        this.name = name;
        process = new ChildProcess(
                InstanceNode.class,
                List.of(
                        kafka.bootstrapServers(),
                        name,
                        Long.toString(SESSION_TIMEOUT.toMillis()),
                        Long.toString(BROKER_TIMEOUT.toMillis())),
                folder.resolve(name + ".log"),
                this::answered,
                this::ended);
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
    CompletableFuture<Answer> askInTime(Operation operation, String fleet, String slug, @Nullable String key) {
        return ask(operation, fleet, slug, key)
                .completeOnTimeout(UNANSWERED, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The digest of each fleet's state, if it answers. */
    Map<String, String> digests(List<String> fleets) {
        return ask(Operation.DIGEST, String.join(",", fleets), "", null)
                .completeOnTimeout(UNANSWERED, PATIENCE.multipliedBy(5).toMillis(), TimeUnit.MILLISECONDS)
                .join()
                .digests();
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
