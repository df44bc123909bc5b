package dev.fleetledger.kit.kafka;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where Kafka is and how the platform uses it: the section {@code kafka} of a service's configuration. */
public final class KafkaSettings {
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

    /** The settings for a broker that is a cluster by itself. */
    public static KafkaSettings singleBroker(String bootstrapServers) {
        var settings = new KafkaSettings();
        settings.bootstrapServers = bootstrapServers;
        settings.replicationFactor = 1;
        settings.minInsyncReplicas = 1;
        return settings;
    }

    /** {@link #singleBroker} whose ledger outlives a loss of power. */
    public static KafkaSettings durableBroker(String bootstrapServers) {
        var settings = singleBroker(bootstrapServers);
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
        var settings = new KafkaSettings();
        settings.bootstrapServers = bootstrapServers;
        settings.replicationFactor = replicationFactor;
        settings.minInsyncReplicas = minInsyncReplicas;
        settings.flushEveryEvent = flushEveryEvent;
        settings.ownerTimeout = ownerTimeout;
        settings.clientProperties = Map.copyOf(properties);
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

    public Map<String, String> clientProperties() {
        return Map.copyOf(clientProperties);
    }

    /** The properties of one client: those of every client, then its own. */
    public Map<String, Object> client(Map<String, ?> own) {
        var properties = new HashMap<String, Object>(clientProperties);
        properties.put("bootstrap.servers", bootstrapServers);
        properties.putAll(own);
        return properties;
    }
}
