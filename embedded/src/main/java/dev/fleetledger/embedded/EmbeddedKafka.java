package dev.fleetledger.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node in this JVM, broker and controller (KRaft) in one, listening on the loopback address only. What it
 * acknowledged is there again after a close or a kill of the JVM; with {@link Config#durable()} also after a loss of power,
 * as far as the topics' own {@code flush.messages} go.
 */
public final class EmbeddedKafka implements AutoCloseable {
    /**
     * What a broker is started with.
     *
     * @param directory where its data is kept, made if absent
     * @param port the port for clients; 0 is the one used last in this directory if that is free, else any free one
     * @param durable whether the transaction log reaches the disk before a commit is acknowledged
     * @param properties broker properties that go before ours; with {@code node.id}, {@code cluster.id}, listeners and
     *     {@code controller.quorum.voters} the node joins others
     */
    public record Config(Path directory, int port, boolean durable, Map<String, String> properties) {
        public Config {
            properties = Map.copyOf(properties);
        }

        /** A broker in this directory on a free port, safe against a kill but not against a loss of power. */
        public static Config in(Path directory) {
            return new Config(directory, 0, false, Map.of());
        }

        public Config onPort(int port) {
            return new Config(directory, port, durable, properties);
        }

        public Config withDurability() {
            return new Config(directory, port, true, properties);
        }

        public Config with(String property, String value) {
            var more = new TreeMap<>(properties);
            more.put(property, value);
            return new Config(directory, port, durable, more);
        }
    }

    private final Map<String, String> brokerProperties;
    private final int port;
    private KafkaRaftServer server;

    /**
     * Starts the node and returns when clients can connect.
     *
     * @throws PlatformFailure if the wanted port is taken
     */
    public static EmbeddedKafka start(Config config) {
        try {
            return new EmbeddedKafka(config);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka in " + config.directory(), e);
        }
    }

    private EmbeddedKafka(Config config) throws IOException {
        Files.createDirectories(config.directory());
        var logs = config.directory().resolve("log");
        var ports = new StoredPorts(config.directory().resolve("ports.properties"));
        port = ports.choose("client", config.port());
        brokerProperties = BrokerProperties.of(logs, port, ports.choose("controller", 0), config.properties());
        format(logs, brokerProperties);
        server = startServer();
        if (config.durable()) {
            flushEveryCommit();
        }
    }

    /** Where a node in this directory listened last, if one ever did. */
    public static Optional<String> lastAddress(Path directory) {
        try {
            var port = new StoredPorts(directory.resolve("ports.properties")).last("client");
            return port == 0 ? Optional.empty() : Optional.of("127.0.0.1:" + port);
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka in " + directory, e);
        }
    }

    /** Host and port, as the clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Stops the node and starts it on the same port and data: a broker's restart as its clients see it. */
    public synchronized void restart() {
        close();
        server = startServer();
    }

    /** Shuts down in an orderly way, everything on disk. Does nothing if that was done before. */
    @Override
    public synchronized void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private KafkaRaftServer startServer() {
        var started = new KafkaRaftServer(new KafkaConfig(brokerProperties), Time.SYSTEM);
        try {
            started.startup();
            return started;
        } catch (RuntimeException e) {
            started.shutdown();
            throw e;
        }
    }

    private void flushEveryCommit() {
        try {
            TransactionLog.flushEveryCommit(bootstrapServers());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static void format(Path logs, Map<String, String> properties) throws IOException {
        if (Files.exists(logs.resolve("meta.properties"))) {
            return;
        }
        try (var silence = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silence)
                    .setNodeId(Integer.parseInt(properties.getOrDefault("node.id", "")))
                    .setClusterId(properties.getOrDefault(
                            BrokerProperties.CLUSTER_ID, Uuid.randomUuid().toString()))
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName(BrokerProperties.CONTROLLER)
                    .setMetadataLogDirectory(logs.toString())
                    .addDirectory(logs.toString())
                    .setHasDynamicQuorum(false)
                    .setIgnoreFormatted(true)
                    .run();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + logs, e);
        }
    }
}
