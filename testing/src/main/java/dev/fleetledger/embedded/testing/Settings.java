package dev.fleetledger.embedded.testing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** For the brokers that are not the embedded one, what that has by itself. */
final class Settings {
    static final Map<String, String> QUICK = Map.of(
            "auto.create.topics.enable", "false",
            "add.partitions.to.txn.retry.backoff.ms", "1",
            "add.partitions.to.txn.retry.backoff.max.ms", "5",
            "group.initial.rebalance.delay.ms", "0",
            "group.min.session.timeout.ms", "1000",
            "offsets.topic.num.partitions", "4",
            "transaction.state.log.num.partitions", "4");

    static final Map<String, String> THREE_REPLICAS = Map.of(
            "default.replication.factor", "3",
            "min.insync.replicas", "2",
            "offsets.topic.replication.factor", "3",
            "transaction.state.log.replication.factor", "3",
            "transaction.state.log.min.isr", "2",
            "share.coordinator.state.topic.replication.factor", "3",
            "share.coordinator.state.topic.min.isr", "2",
            "broker.session.timeout.ms", "2000",
            "broker.heartbeat.interval.ms", "200");

    private Settings() {}

    /** As the variables that the image of Apache Kafka turns into settings. */
    static Map<String, String> asVariables(Map<String, String> settings) {
        var variables = new TreeMap<String, String>();
        settings.forEach(
                (name, value) -> variables.put("KAFKA_" + name.replace('.', '_').toUpperCase(Locale.ROOT), value));
        return variables;
    }
}
