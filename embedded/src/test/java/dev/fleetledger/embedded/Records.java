package dev.fleetledger.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Text written to and read from one partition. */
final class Records {
    static final TopicPartition PARTITION = new TopicPartition("notes", 0);

    private Records() {}

    static Admin admin(Map<String, String> client) {
        return Admin.create(Map.<String, Object>copyOf(client));
    }

    static void createTopic(Map<String, String> client) throws Exception {
        try (var admin = admin(client)) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    static KafkaProducer<String, String> producer(Map<String, String> client, String transactionalId) {
        return new KafkaProducer<>(
                with(client, Map.of("transactional.id", transactionalId, "linger.ms", "0")),
                new StringSerializer(),
                new StringSerializer());
    }

    static ProducerRecord<String, String> note(String text) {
        return new ProducerRecord<>(PARTITION.topic(), text);
    }

    static void commit(KafkaProducer<String, String> producer, String text) throws Exception {
        producer.beginTransaction();
        producer.send(note(text)).get();
        producer.commitTransaction();
    }

    /** All committed texts. */
    static List<String> committed(Map<String, String> client) {
        var config = with(client, Map.of("isolation.level", "read_committed", "auto.offset.reset", "earliest"));
        var texts = new ArrayList<String>();
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            var end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(r -> texts.add(r.value()));
            }
        }
        return texts;
    }

    private static Map<String, Object> with(Map<String, String> client, Map<String, String> more) {
        var properties = new HashMap<String, Object>(client);
        properties.putAll(more);
        return properties;
    }
}
