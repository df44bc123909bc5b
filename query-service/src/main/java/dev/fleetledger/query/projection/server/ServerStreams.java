package dev.fleetledger.query.projection.server;

import dev.fleetledger.kit.InstanceSettings;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import io.dropwizard.lifecycle.Managed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server projection as it runs. */
public final class ServerStreams implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(ServerStreams.class);
    private static final String APPLICATION = "fleet-servers";
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final KafkaStreams streams;

    /**
     * @param offlineAfter how long a server may be silent before it counts as offline
     */
    public ServerStreams(KafkaSettings kafka, InstanceSettings instance, Duration offlineAfter) {
        this(kafka, instance.id(), instance.dataDirectory(), offlineAfter, ServerTopics.CATALOGUED, APPLICATION);
    }

    ServerStreams(
            KafkaSettings kafka,
            String instance,
            Path directory,
            Duration offlineAfter,
            ServerTopics topics,
            String application) {
        var topology = ServerTopology.build(topics, offlineAfter);
        streams = new KafkaStreams(topology, new StreamsConfig(settings(kafka, instance, directory, application)));
        streams.setUncaughtExceptionHandler(failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnknownSchemaException) {
                    LOG.error("the server projection stops: {}; upgrade this reader", cause.getMessage());
                    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                }
            }
            LOG.warn("the server projection starts over", failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /** Why servers may be out of date now; empty if all is well. */
    public Optional<String> trouble() {
        var state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? Optional.empty()
                : Optional.of(state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public void stop() {
        streams.close(CLOSING);
    }

    private static Map<String, Object> settings(
            KafkaSettings kafka, String instance, Path directory, String application) {
        var own = new HashMap<String, Object>();
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        own.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("streams").toString());
        own.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        own.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), kafka.minInsyncReplicas());
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        // The default would read transactions that were aborted.
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // A member that comes back under its name after a crash goes on at once, without waiting for its own timeout.
        own.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        own.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        return kafka.client(own);
    }
}
