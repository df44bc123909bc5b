package dev.fleetledger.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The settings of a node that is a cluster by itself. */
final class BrokerProperties {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";
    /** Not Kafka's own: what the storage is formatted with. */
    static final String CLUSTER_ID = "cluster.id";

    static final int INTERNAL_PARTITIONS = 4;

    private BrokerProperties() {}

    static Map<String, String> of(
            Path logs, int port, int controllerPort, @Nullable Login login, Map<String, String> overrides) {
        var protocol = login == null ? "PLAINTEXT" : Login.PROTOCOL;
        var p = new TreeMap<String, String>();
        p.put("process.roles", "broker,controller");
        p.put("node.id", Integer.toString(NODE));
        p.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        p.put("listeners", protocol + "://127.0.0.1:" + port + "," + CONTROLLER + "://127.0.0.1:" + controllerPort);
        p.put("advertised.listeners", protocol + "://127.0.0.1:" + port);
        p.put("controller.listener.names", CONTROLLER);
        p.put("inter.broker.listener.name", protocol);
        p.put("listener.security.protocol.map", protocol + ":" + protocol + "," + CONTROLLER + ":" + protocol);
        if (login != null) {
            p.putAll(login.ofBroker(List.of(protocol, CONTROLLER)));
        }
        p.put("log.dirs", logs.toString());
        p.put("auto.create.topics.enable", "false");

        oneReplica(p);
        fast(p);
        small(p);
        p.putAll(overrides);
        return p;
    }

    private static void oneReplica(Map<String, String> p) {
        var partitions = Integer.toString(INTERNAL_PARTITIONS);
        p.put("default.replication.factor", "1");
        p.put("min.insync.replicas", "1");
        p.put("offsets.topic.replication.factor", "1");
        p.put("offsets.topic.num.partitions", partitions);
        p.put("transaction.state.log.replication.factor", "1");
        p.put("transaction.state.log.min.isr", "1");
        p.put("transaction.state.log.num.partitions", partitions);
        p.put("share.coordinator.state.topic.replication.factor", "1");
        p.put("share.coordinator.state.topic.min.isr", "1");
        p.put("share.coordinator.state.topic.num.partitions", partitions);
    }

    private static void fast(Map<String, String> p) {
        // A transaction may begin while the last one's markers are still being written; the default waits 20 ms for
        // them.
        p.put("add.partitions.to.txn.retry.backoff.ms", "1");
        p.put("add.partitions.to.txn.retry.backoff.max.ms", "5");
        p.put("group.initial.rebalance.delay.ms", "0");
        p.put("group.min.session.timeout.ms", "1000");
        // After a kill the controller waits this long for the dead broker before it lets the same node in again.
        p.put("broker.session.timeout.ms", "2000");
        p.put("broker.heartbeat.interval.ms", "200");
    }

    private static void small(Map<String, String> p) {
        p.put("num.network.threads", "2");
        p.put("num.io.threads", "4");
        p.put("background.threads", "2");
        p.put("log.cleaner.dedupe.buffer.size", Integer.toString(16 << 20));
    }
}
