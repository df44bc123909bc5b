package dev.fleetledger.kit.kafka;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Where Kafka is and how the platform uses it: the section {@code kafka} of a service's configuration. */
public final class KafkaSettings {
    /**
     * One request, one connection, and one call with all its attempts; which client knows which is its own affair. A
     * member of a group chooses its session and its rebalance time-out itself.
     */
    private static final Map<String, Object> TIMEOUTS = Map.of(
            "request.timeout.ms", 10_000,
            "socket.connection.setup.timeout.ms", 3_000,
            "socket.connection.setup.timeout.max.ms", 10_000,
            "default.api.timeout.ms", 20_000,
            "max.block.ms", 20_000,
            "delivery.timeout.ms", 30_000,
            "metadata.max.age.ms", 60_000);

    /** Addresses of brokers to begin with, {@code host:port}, separated by commas. */
    @NotBlank
    @JsonProperty
    private String bootstrapServers = "127.0.0.1:9092";

    /** Copies of every topic. */
    @Min(1)
    @Max(9)
    @JsonProperty
    private int replicationFactor = 3;

    /** How many of them must have a record before it is acknowledged. */
    @Min(1)
    @Max(9)
    @JsonProperty
    private int minInsyncReplicas = 2;

    /** Whether the ledger is on disk before an event is acknowledged: what a single broker needs against power loss. */
    @JsonProperty
    private boolean flushEveryEvent;

    /** After which a silent instance loses its fleets; not below the brokers' group.min.session.timeout.ms. */
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @MaxDuration(value = 5, unit = TimeUnit.MINUTES)
    @JsonProperty
    private io.dropwizard.util.Duration ownerTimeout = io.dropwizard.util.Duration.seconds(6);

    /** For every producer, consumer and admin client: TLS, SASL. */
    @JsonProperty
    private Map<String, String> clientProperties = Map.of();

    /** More of them, in a file as Kafka's own tools have it; none if empty. */
    @NotNull
    @JsonProperty
    private Path clientPropertiesFile = Path.of("");

    /** The settings for a broker that is a cluster by itself. */
    public static KafkaSettings singleBroker(String bootstrapServers) {
        var settings = new KafkaSettings();
        settings.bootstrapServers = bootstrapServers;
        settings.replicationFactor = 1;
        settings.minInsyncReplicas = 1;
        return settings;
    }

    /** {@link #singleBroker(String)} that clients reach with these properties, {@code bootstrap.servers} among them. */
    public static KafkaSettings singleBroker(Map<String, String> client) {
        var properties = new HashMap<>(client);
        var bootstrapServers = Objects.requireNonNull(properties.remove("bootstrap.servers"), "bootstrap.servers");
        return singleBroker(bootstrapServers).withClientProperties(properties);
    }

    /** {@link #singleBroker(Map)} whose ledger outlives a loss of power. */
    public static KafkaSettings durableBroker(Map<String, String> client) {
        var settings = singleBroker(client);
        settings.flushEveryEvent = true;
        return settings;
    }

    /** The settings for three brokers or more. */
    public static KafkaSettings replicated(String bootstrapServers) {
        var settings = new KafkaSettings();
        settings.bootstrapServers = bootstrapServers;
        return settings;
    }

    /** The same with these properties for every client. */
    public KafkaSettings withClientProperties(Map<String, String> properties) {
        var settings = copy();
        settings.clientProperties = Map.copyOf(properties);
        return settings;
    }

    /** The same with the properties in this file for every client. */
    public KafkaSettings withClientPropertiesFile(Path file) {
        var settings = copy();
        settings.clientPropertiesFile = file;
        return settings;
    }

    private KafkaSettings copy() {
        var settings = new KafkaSettings();
        settings.bootstrapServers = bootstrapServers;
        settings.replicationFactor = replicationFactor;
        settings.minInsyncReplicas = minInsyncReplicas;
        settings.flushEveryEvent = flushEveryEvent;
        settings.ownerTimeout = ownerTimeout;
        settings.clientProperties = clientProperties;
        settings.clientPropertiesFile = clientPropertiesFile;
        return settings;
    }

    public String bootstrapServers() {
        return bootstrapServers;
    }

    public int replicationFactor() {
        return replicationFactor;
    }

    public int minInsyncReplicas() {
        return minInsyncReplicas;
    }

    public boolean flushEveryEvent() {
        return flushEveryEvent;
    }

    public Duration ownerTimeout() {
        return ownerTimeout.toJavaDuration();
    }

    /** For every client: those of the file, then those beside it; throws KafkaSetupException if the file cannot be read. */
    public Map<String, String> clientProperties() {
        var properties = new HashMap<String, String>();
        if (!clientPropertiesFile.toString().isBlank()) {
            properties.putAll(read(clientPropertiesFile));
        }
        properties.putAll(clientProperties);
        return properties;
    }

    /**
     * The properties of one client: the time-outs of all, what is configured for every client, then its own. Kafka's
     * defaults have a client wait for 30 s to 5 min for a broker that is gone.
     */
    public Map<String, Object> client(Map<String, ?> own) {
        var properties = new HashMap<String, Object>(TIMEOUTS);
        properties.putAll(clientProperties());
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(own);
        return properties;
    }

    private static Map<String, String> read(Path file) {
        var read = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new KafkaSetupException("The properties in " + file + " cannot be read: " + e.getMessage(), e);
        }
        return read.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, read::getProperty));
    }
}
