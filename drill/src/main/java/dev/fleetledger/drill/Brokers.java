package dev.fleetledger.drill;

import dev.fleetledger.embedded.Ports;
import dev.fleetledger.kit.kafka.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/** A Kafka cluster, each broker in its own process. */
final class Brokers implements AutoCloseable {
    private static final int START_SECONDS = 90;

    private final Path folder;
    private final List<Integer> ports;
    private final List<Integer> controllerPorts;
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<ChildProcess> processes = new ArrayList<>();

    private Brokers(Path folder, int size) {
        this.folder = folder;
        var free = IntStream.generate(Ports::free)
                .distinct()
                .limit(2L * size)
                .boxed()
                .toList();
        ports = free.subList(0, size);
        controllerPorts = free.subList(size, 2 * size);
    }

    /** Starts so many brokers and waits until they answer. */
    static Brokers start(Path folder, int size) {
        var brokers = new Brokers(folder, size);
        var ready = new CountDownLatch(size);
        for (var number = 0; number < size; number++) {
            brokers.processes.add(brokers.launch(number, ready));
        }
        brokers.await(ready);
        return brokers;
    }

    KafkaSettings settings() {
        var bootstrap = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        return ports.size() == 1 ? KafkaSettings.singleBroker(bootstrap) : KafkaSettings.replicated(bootstrap);
    }

    int size() {
        return ports.size();
    }

    ChildProcess broker(int number) {
        return processes.get(number);
    }

    /** Starts a killed broker again, on its data and port. */
    void restart(int number) {
        var ready = new CountDownLatch(1);
        processes.set(number, launch(number, ready));
        await(ready);
    }

    private ChildProcess launch(int number, CountDownLatch ready) {
        var arguments = new ArrayList<>(List.of(
                folder.resolve("broker-" + number).toString(),
                Objects.requireNonNull(ports.get(number)).toString()));
        if (ports.size() > 1) {
            arguments.addAll(membership(number));
        }
        return new ChildProcess(
                BrokerNode.class,
                arguments,
                "384m",
                folder.resolve("broker-" + number + ".log"),
                line -> {
                    if (line.startsWith(BrokerNode.READY)) {
                        ready.countDown();
                    }
                },
                () -> {});
    }

    private List<String> membership(int number) {
        var voters = IntStream.range(0, ports.size())
                .mapToObj(node -> (node + 1) + "@127.0.0.1:" + controllerPorts.get(node))
                .collect(Collectors.joining(","));
        return List.of(
                "node.id=" + (number + 1),
                "cluster.id=" + clusterId,
                "controller.quorum.voters=" + voters,
                "listeners=PLAINTEXT://127.0.0.1:" + ports.get(number) + ",CONTROLLER://127.0.0.1:"
                        + controllerPorts.get(number),
                "default.replication.factor=3",
                "min.insync.replicas=2",
                "offsets.topic.replication.factor=3",
                "transaction.state.log.replication.factor=3",
                "transaction.state.log.min.isr=2");
    }

    private void await(CountDownLatch ready) {
        try {
            if (!ready.await(START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a broker did not start; see its log in " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
    }
}
