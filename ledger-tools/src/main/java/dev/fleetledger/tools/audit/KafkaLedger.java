package dev.fleetledger.tools.audit;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The ledger in a running Kafka, up to where it ends when the reading begins. */
public final class KafkaLedger implements LedgerSource {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaSettings kafka;
    private final TopicSpec topic;

    public KafkaLedger(KafkaSettings kafka) {
        this(kafka, Topics.EVENTS);
    }

    KafkaLedger(KafkaSettings kafka, TopicSpec topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    @Override
    public void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        // What is committed may not be marked so yet: the end is asked for with it, and waited for.
        try (var consumer = open("read_committed");
                var asker = open("read_uncommitted")) {
            var partitions = IntStream.range(0, topic.partitions())
                    .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = asker.endOffsets(partitions);
            var quiet = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var records = consumer.poll(Duration.ofMillis(200));
                records.forEach(reader);
                if (!records.isEmpty()) {
                    quiet = System.nanoTime();
                } else if (System.nanoTime() - quiet > PATIENCE.toNanos()) {
                    throw new KafkaException("the ledger has not ended, and no more of it came for " + PATIENCE);
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> open(String isolation) {
        var properties = kafka.client(Map.of(
                "isolation.level",
                isolation,
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest",
                "default.api.timeout.ms",
                (int) PATIENCE.toMillis()));
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
