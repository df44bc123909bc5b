package dev.fleetledger.embedded;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Kafka's own topic of transactions' states. A commit is acknowledged once it is written there, before its markers are. */
final class TransactionLog {
    private static final String TOPIC = "__transaction_state";
    private static final Map<String, String> FLUSHED = Map.of("flush.messages", "1");
    /** What the broker gives the topic when it makes it itself. */
    private static final Map<String, String> CONFIG = Map.of(
            "cleanup.policy", "compact",
            "compression.type", "uncompressed",
            "unclean.leader.election.enable", "false",
            "min.insync.replicas", "1",
            "segment.bytes", "104857600",
            "flush.messages", "1");

    private TransactionLog() {}

    static void flushEveryCommit(Map<String, String> client) {
        try (var admin = Admin.create(Map.<String, Object>copyOf(client))) {
            create(admin);
            var topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
            var ops = FLUSHED.entrySet().stream()
                    .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
                    .toList();
            admin.incrementalAlterConfigs(Map.of(topic, ops)).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka did not take the configuration of " + TOPIC, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was starting", e);
        }
    }

    private static void create(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        var topic = new NewTopic(TOPIC, BrokerProperties.INTERNAL_PARTITIONS, (short) 1).configs(CONFIG);
        try {
            admin.createTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
