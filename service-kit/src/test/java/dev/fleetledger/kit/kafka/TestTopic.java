package dev.fleetledger.kit.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.schemas.topic.TopicSpec;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A compacted topic of a test's own, with a transactional producer. */
public final class TestTopic implements AutoCloseable {
    private final String bootstrapServers;
    private final TopicSpec spec =
            new TopicSpec("test." + UUID.randomUUID(), 1, "key", "of a test", Map.of("cleanup.policy", "compact"));
    private final Producer<byte[], byte[]> producer;

    public TestTopic(String bootstrapServers) throws ExecutionException, InterruptedException {
        this.bootstrapServers = bootstrapServers;
        try (var admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(spec.topicName(), 1, (short) 1).configs(spec.settings())))
                    .all()
                    .get();
        }
        var properties = Map.<String, Object>of(
                "bootstrap.servers", bootstrapServers, "transactional.id", spec.topicName(), "linger.ms", 0);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        producer.initTransactions();
    }

    public TopicSpec spec() {
        return spec;
    }

    /** Properties of a client of the topic's broker that notices soon when it is gone. */
    public Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers, "reconnect.backoff.max.ms", 100);
    }

    /** Writes in a transaction that stays open. */
    public void begin(String key, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(spec.topicName(), key.getBytes(UTF_8), value))
                .get();
    }

    public void commit() {
        producer.commitTransaction();
    }

    public void abort() {
        producer.abortTransaction();
    }

    /** Writes and commits; a null value is a tombstone. */
    public void put(String key, byte @Nullable [] value) throws ExecutionException, InterruptedException {
        begin(key, value);
        commit();
    }

    @Override
    public void close() {
        producer.close();
    }
}
