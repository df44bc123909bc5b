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
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node in this JVM, broker and controller (KRaft) in one, listening on the loopback address only, with a random
 * password. What it
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
     * @param open whether anybody on this machine may do anything, without a password
     * @param properties broker properties that go before ours; with {@code node.id}, {@code cluster.id}, listeners and
     *     {@code controller.quorum.voters} the node joins others
     */
    public record Config(Path directory, int port, boolean durable, boolean open, Map<String, String> properties) {
        public Config {
            properties = Map.copyOf(properties);
        }

        /** A broker in this directory on a free port, safe against a kill but not against a loss of power. */
        public static Config in(Path directory) {
            return new Config(directory, 0, false, false, Map.of());
        }

        public Config onPort(int port) {
            return new Config(directory, port, durable, open, properties);
        }

        public Config withDurability() {
            return new Config(directory, port, true, open, properties);
        }

        /** For tests and drills, whose data is nobody's. */
        public Config openToAll() {
            return new Config(directory, port, durable, true, properties);
        }

        public Config with(String property, String value) {
            var more = new TreeMap<>(properties);
            more.put(property, value);
            return new Config(directory, port, durable, open, more);
        }
    }

    private final Map<String, String> brokerProperties;
    private final int port;
    private final @Nullable Login login;
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
        login = config.open() ? null : Login.in(config.directory());
        var logs = config.directory().resolve("log");
        var ports = new StoredPorts(config.directory().resolve("ports.properties"));
        port = ports.choose("client", config.port());
        brokerProperties = BrokerProperties.of(logs, port, ports.choose("controller", 0), login, config.properties());
        format(logs, brokerProperties);
        server = startServer();
        if (config.durable()) {
            flushEveryCommit();
        }
    }

    /** All that a client needs of the node that ran last in this directory, if one ever did. */
    public static Optional<Map<String, String>> lastClient(Path directory) {
        try {
            var port = new StoredPorts(directory.resolve("ports.properties")).last("client");
            return port == 0 ? Optional.empty() : Optional.of(client(port, Login.find(directory)));
        } catch (IOException e) {
            throw new UncheckedIOException("Kafka in " + directory, e);
        }
    }

    /** Where a node in this directory has left how its clients log in: properties, as Kafka's own tools read them. */
    public static Path clientFile(Path directory) {
        return Login.clientFile(directory);
    }

    /** Host and port, as the clients' {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** All that a client needs: where the node is, and how to log in. */
    public Map<String, String> client() {
        return client(port, login);
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

    private static Map<String, String> client(int port, @Nullable Login login) {
        var properties = new TreeMap<>(login == null ? Map.of() : login.ofClient());
        properties.put("bootstrap.servers", "127.0.0.1:" + port);
        return properties;
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
            TransactionLog.flushEveryCommit(client());
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
