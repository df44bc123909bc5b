package dev.fleetledger.query.node;

import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.avro.AvroCodec;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/** The topic {@code fleet.nodes} in memory: every node with its latest reports. */
final class NodesMirror implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(10);

    private final CompactedView<NodeSnapshot> topic;

    private NodesMirror(KafkaSettings kafka) {
        topic = new CompactedView<>(
                Topics.NODES,
                kafka.client(Map.of("client.id", "fleet-nodes-mirror")),
                (key, value) -> AvroCodec.of(NodeSnapshot.class).decode(value),
                STALL_LIMIT);
    }

    /** Starts to read; the topics must be there. */
    static NodesMirror start(KafkaSettings kafka) {
        var nodes = new NodesMirror(kafka);
        nodes.topic.start();
        return nodes;
    }

    /** Whether it has read everything and is in touch with Kafka. */
    boolean ready() {
        return topic.ready();
    }

    /**
     * The node of that uuid, as far as it is known here.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while it cannot be told
     */
    Optional<NodeSnapshot> find(UUID node) {
        return topic.get(node.toString());
    }

    /**
     * All nodes, also those whose request to join has expired, in the order of their numbers.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while they cannot be told
     */
    List<NodeSnapshot> all() {
        return topic.all().values().stream()
                .sorted(Comparator.comparingLong(NodeSnapshot::number))
                .toList();
    }

    /**
     * Waits until these nodes are known here, for a bounded time: those that somebody was just told of.
     *
     * @throws dev.fleetledger.kit.retry.UnavailableException while they cannot be told
     */
    void await(Collection<UUID> expected, Duration atMost) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!expected.stream().allMatch(node -> find(node).isPresent()) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
