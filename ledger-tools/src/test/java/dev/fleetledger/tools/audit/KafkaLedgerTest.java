package dev.fleetledger.tools.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class KafkaLedgerTest {
    private static final KafkaSettings KAFKA = KafkaSettings.singleBroker(TestServers.kafka());

    private final TopicSpec topic = new TopicSpec("test." + UUID.randomUUID(), 1, "fleet", "of a test", Map.of());

    /** Kafka acknowledges a commit before the partition shows it, so that the end of what shows may be too early. */
    @Test
    void whatIsBeingCommittedWhenTheReadingBeginsIsReadToo() throws Exception {
        try (var admin = Admin.create(KAFKA.client(Map.of()));
                var producer = new KafkaProducer<>(
                        KAFKA.client(Map.of("transactional.id", topic.topicName())),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic.topicName(), 1, (short) 1)))
                    .all()
                    .get();
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "before");
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "under way");
            producer.flush();

            var read = new ArrayList<String>();
            new KafkaLedger(KAFKA, topic).read(record -> {
                read.add(new String(record.value(), UTF_8));
                if (read.size() == 1) {
                    producer.commitTransaction();
                }
            });
            assertThat(read).containsExactly("before", "under way");
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, String value) {
        var unused = producer.send(new ProducerRecord<>(topic.topicName(), value.getBytes(UTF_8)));
    }
}
