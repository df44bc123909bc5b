package dev.fleetledger.embedded.testing;

import java.util.Objects;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A cluster of three brokers, numbers 0 to 2, and one controller in this JVM: replication factor 3, two in-sync replicas
 * needed, for new topics and Kafka's own.
 */
public final class ThreeBrokers implements AutoCloseable {
    private final KafkaClusterTestKit kit;

    private ThreeBrokers(KafkaClusterTestKit kit) {
        this.kit = kit;
    }

    static ThreeBrokers start() {
        try {
            return new ThreeBrokers(startKit());
        } catch (Exception e) {
            throw new IllegalStateException("three brokers did not start", e);
        }
    }

    private static KafkaClusterTestKit startKit() throws Exception {
        var nodes = new TestKitNodes.Builder()
                .setBootstrapMetadataVersion(MetadataVersion.latestProduction())
                .setNumBrokerNodes(3)
                .setNumControllerNodes(1)
                .build();
        var builder = new KafkaClusterTestKit.Builder(nodes);
        Settings.QUICK.forEach(builder::setConfigProp);
        Settings.THREE_REPLICAS.forEach(builder::setConfigProp);
        var kit = builder.build();
        try {
            kit.format();
            kit.startup();
            kit.waitForReadyBrokers();
            return kit;
        } catch (Exception e) {
            kit.close();
            throw e;
        }
    }

    /** All brokers' addresses, as the clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return kit.bootstrapServers();
    }

    /** Stops one broker, 0 to 2, in an orderly way. Its partitions get other leaders. */
    public void stop(int broker) {
        var server = Objects.requireNonNull(kit.brokers().get(broker), () -> "no broker " + broker);
        server.shutdown();
        server.awaitShutdown();
    }

    /** Starts a broker that was stopped. */
    public void start(int broker) {
        Objects.requireNonNull(kit.brokers().get(broker), () -> "no broker " + broker)
                .startup();
    }

    @Override
    public void close() {
        try {
            kit.close();
        } catch (Exception e) {
            throw new IllegalStateException("three brokers did not stop", e);
        }
    }
}
