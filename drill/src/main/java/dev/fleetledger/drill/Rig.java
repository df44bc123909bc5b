package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Answer;
import dev.fleetledger.drill.Message.Operation;
import dev.fleetledger.drill.Message.Outcome;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is broken: brokers, instances, a fleet in each partition, and a client that goes on asking. */
final class Rig implements AutoCloseable {
    private static final Duration RETRY = Duration.ofMillis(20);

    private final Path folder;
    private final Brokers brokers;
    private final @Nullable URI provider;
    private final List<Instance> instances = new CopyOnWriteArrayList<>();
    private final Map<String, Instance> owners = new ConcurrentHashMap<>();
    private int launched;

    private Rig(Path folder, Brokers brokers, @Nullable URI provider) {
        this.folder = folder;
        this.brokers = brokers;
        this.provider = provider;
    }

    /** Starts everything and waits until every fleet is served. */
    static Rig start(Path folder, int brokers, int instances) {
        return start(folder, brokers, instances, null);
    }

    /** The same, of instances that do jobs by that provider. */
    static Rig start(Path folder, int brokers, int instances, @Nullable URI provider) {
        var rig = new Rig(folder, Brokers.start(folder, brokers), provider);
        try {
            new TopicProvisioner(rig.kafka()).provision();
            for (var i = 0; i < instances; i++) {
                rig.launch();
            }
            rig.awaitOwners();
            return rig;
        } catch (RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    /** One fleet in each partition. */
    static List<String> fleets() {
        return IntStream.range(0, Topics.EVENTS.partitions())
                .mapToObj(partition -> IntStream.iterate(1, i -> i + 1)
                        .mapToObj(i -> "fleet-" + i)
                        .filter(fleet -> Topics.partitionOf(new FleetId(fleet)) == partition)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    KafkaSettings kafka() {
        return brokers.settings();
    }

    Brokers brokers() {
        return brokers;
    }

    List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** Starts one more instance. */
    synchronized Instance launch() {
        var instance = new Instance("instance-" + ++launched, kafka(), folder, provider);
        instances.add(instance);
        return instance;
    }

    /** No longer asks an instance that was ended. */
    void forget(Instance instance) {
        instances.remove(instance);
        owners.values().remove(instance);
    }

    /** Asks until it is answered. */
    Answer insist(Operation operation, String fleet, String slug) {
        return ask(operation, fleet, slug, null, () -> Long.MAX_VALUE);
    }

    /** The instance that decides for the fleet. */
    Instance ownerOf(String fleet) {
        insist(Operation.RENAME, fleet, "nobody");
        return Objects.requireNonNull(owners.get(fleet));
    }

    /**
     * Asks one instance after another until one answers, as a client does that does not give up.
     *
     * @param deadline in nanoTime, past which the answer may be that it is unavailable
     */
    Answer ask(Operation operation, String fleet, String slug, @Nullable String key, LongSupplier deadline) {
        var answer = Instance.UNANSWERED;
        while (System.nanoTime() <= deadline.getAsLong()) {
            for (var instance : candidates(fleet)) {
                answer = instance.askInTime(operation, fleet, slug, key);
                if (answer.outcome() != Outcome.UNAVAILABLE) {
                    owners.put(fleet, instance);
                    return answer;
                }
            }
            Waiting.pause(RETRY);
        }
        return answer;
    }

    /**
     * Reads from one instance after another until one shows that event of the fleet.
     *
     * @param deadline in nanoTime, past which it gives up
     */
    void read(String fleet, long sequence, LongSupplier deadline) {
        while (instances.stream().noneMatch(instance -> instance.shows(fleet, sequence))
                && System.nanoTime() <= deadline.getAsLong()) {
            Waiting.pause(RETRY);
        }
    }

    private List<Instance> candidates(String fleet) {
        var candidates = new ArrayList<>(instances);
        var owner = owners.get(fleet);
        if (owner != null && candidates.remove(owner)) {
            candidates.addFirst(owner);
        }
        return candidates;
    }

    private void awaitOwners() {
        fleets().forEach(this::ownerOf);
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        brokers.close();
    }
}
