package dev.fleetledger.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetledger.kit.json.Json;
import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the services of a platform tell one another of their endpoints, so that each can document all. */
final class ApiDocuments implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiDocuments.class);
    private static final Duration STALL_LIMIT = Duration.ofMinutes(10);
    private static final Map<String, Object> LARGE =
            Map.of("compression.type", "gzip", "max.request.size", 8 << 20, "max.block.ms", 10_000);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TopicSpec topic;
    private final KafkaSettings kafka;
    private final CompactedView<ObjectNode> documents;

    private ApiDocuments(TopicSpec topic, KafkaSettings kafka) {
        this.topic = topic;
        this.kafka = kafka;
        documents = new CompactedView<>(
                topic, kafka.client(Map.of("client.id", "fleet-api-documents")), ApiDocuments::read, STALL_LIMIT);
    }

    /** Starts to read; the topic must be there. */
    static ApiDocuments start(TopicSpec topic, KafkaSettings kafka) {
        var documents = new ApiDocuments(topic, kafka);
        documents.documents.start();
        return documents;
    }

    /** Those that are known here; none while Kafka is away at the start, as documentation can do with less. */
    Collection<ObjectNode> all() {
        return documents.ready() ? documents.all().values() : List.of();
    }

    /** Tells of a service's endpoints, in place of what was told before under its name; the service goes on without. */
    void tell(String service, ObjectNode document) {
        try (var producer =
                new KafkaProducer<>(kafka.client(LARGE), new ByteArraySerializer(), new ByteArraySerializer())) {
            var value = Json.mapper().writeValueAsBytes(document);
            producer.send(new ProducerRecord<>(topic.topicName(), service.getBytes(UTF_8), value))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (JsonProcessingException | ExecutionException | TimeoutException | KafkaException e) {
            LOG.warn("the other services cannot document what {} answers", service, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ObjectNode read(String key, byte[] value) {
        try {
            return Json.mapper().readValue(value, ObjectNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the document of " + key, e);
        }
    }

    @Override
    public void close() {
        documents.close();
    }
}
