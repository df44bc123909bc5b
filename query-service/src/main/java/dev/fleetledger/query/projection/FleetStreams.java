package dev.fleetledger.query.projection;

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
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A topology as it runs. All that it remembers, places and stores, is in the Kafka of its topics and is lost or put back with
 * them; where a topic alone lost its end, the leader's epoch that is kept with the place tells so, and it is read on from no
 * later than the cut. So it needs no {@link KnownLog}, as tables in PostgreSQL do.
 */
public final class FleetStreams implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(FleetStreams.class);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private static final int PATIENT_BYTES = 100_000;

    private final KafkaStreams streams;

    /**
     * @param application the name of the group of all instances that run it
     * @param instance this one's name in the group
     * @param directory what this instance keeps on disk
     */
    public FleetStreams(KafkaSettings kafka, String application, String instance, Path directory, Topology topology) {
        this(kafka, application, instance, directory, topology, Duration.ZERO);
    }

    /**
     * As above.
     *
     * @param patience how long a record may wait for others; each fetch costs the broker something
     */
    public FleetStreams(
            KafkaSettings kafka,
            String application,
            String instance,
            Path directory,
            Topology topology,
            Duration patience) {
        var settings = settings(kafka, instance + "-" + hash(topology), directory, application);
        if (patience.isPositive()) {
            settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), PATIENT_BYTES);
            settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), (int)
                    patience.toMillis());
        }
        streams = new KafkaStreams(topology, new StreamsConfig(settings));
        streams.setUncaughtExceptionHandler(failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof UnknownSchemaException) {
                    LOG.error("{} stops: {}; upgrade this reader", application, cause.getMessage());
                    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
                }
            }
            LOG.warn("{} starts over", application, failure);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
    }

    /** Why what it writes may be out of date now; empty if all is well. */
    public Optional<String> trouble() {
        var state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? Optional.empty()
                : Optional.of(state.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** How many records this instance wrote to a topic since its threads started. */
    public long written(String topic) {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-produced-total")
                        && topic.equals(metric.metricName().tags().get("topic")))
                .mapToLong(metric -> ((Number) metric.metricValue()).longValue())
                .sum();
    }

    @Override
    public void start() {
        streams.start();
    }

    @Override
    public void stop() {
        streams.close(CLOSING);
    }

    /**
     * A member of another topology is another one: the group takes one that comes back under its name for what it was, and would
     * not make the topics that a new version needs.
     */
    private static String hash(Topology topology) {
        return Integer.toHexString(topology.describe().toString().hashCode());
    }

    private static Map<String, Object> settings(
            KafkaSettings kafka, String instance, Path directory, String application) {
        var own = new HashMap<String, Object>();
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        own.put(StreamsConfig.STATE_DIR_CONFIG, directory.resolve("streams").toString());
        own.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, kafka.replicationFactor());
        own.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), kafka.minInsyncReplicas());
        // What is kept of the ledger bears its events' time, which may be one to come.
        own.put(StreamsConfig.topicPrefix(TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG), Long.MAX_VALUE);
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        own.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000);
        // The default would read transactions that were aborted.
        own.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        own.put(StreamsConfig.globalConsumerPrefix(ConsumerConfig.ISOLATION_LEVEL_CONFIG), "read_committed");
        // A member that comes back under its name after a crash goes on at once, without waiting for its own timeout.
        own.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, instance);
        own.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6000);
        own.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1500);
        // For so long a rebalance waits for a thread that no longer polls; a poll's records take a second or two.
        own.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 60_000);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 0);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.ACKS_CONFIG), "all");
        return kafka.client(own);
    }
}
