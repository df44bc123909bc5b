package dev.fleetledger.embedded.testing;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ThreeBrokersTest {
    private static final String TOPIC = "replicated";

    @Test
    void transactions_go_on_without_the_leader_and_it_comes_back() throws Exception {
        try (var brokers = TestServers.threeBrokers();
                var admin = Admin.create(Map.<String, Object>of("bootstrap.servers", brokers.bootstrapServers()));
                var producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", brokers.bootstrapServers(), "transactional.id", "writer"),
                        new StringSerializer(),
                        new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 3))).all().get(30, TimeUnit.SECONDS);
            producer.initTransactions();
            commit(producer, "three");
            var leader = leader(admin);
            brokers.stop(leader);
            commit(producer, "two");
            assertThat(leader(admin)).isNotEqualTo(leader);
            brokers.start(leader);
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> inSync(admin) == 3);
        }
    }

    private static void commit(KafkaProducer<String, String> producer, String text) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC, text)).get();
        producer.commitTransaction();
    }

    private static int leader(Admin admin) throws Exception {
        return partition(admin).leader().id();
    }

    private static int inSync(Admin admin) throws Exception {
        return partition(admin).isr().size();
    }

    private static TopicPartitionInfo partition(Admin admin) throws Exception {
        var topics = admin.describeTopics(List.of(TOPIC)).allTopicNames().get(30, TimeUnit.SECONDS);
        return requireNonNull(topics.get(TOPIC)).partitions().getFirst();
    }
}
