package dev.fleetledger.tools.backup;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.TransactionalView;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.KafkaSetupException;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.topic.Topics;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.audit.KafkaLedger;
import dev.fleetledger.tools.audit.LedgerSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes a ledger into an empty Kafka, event for event as it was, and the views that go with it. Offsets may differ from
 * the old ones; sequences, versions, times and hashes do not.
 */
public final class Restore {
    private static final int MOST_IN_TRANSACTION = 1000;

    private final KafkaSettings kafka;
    private final List<TransactionalView> views;
    private final Map<FleetId, FleetState> fleets = new HashMap<>();

    /** @param views that are written with the ledger; the other read models are rebuilt from it */
    public Restore(KafkaSettings kafka, List<TransactionalView> views) {
        this.kafka = kafka;
        this.views = List.copyOf(views);
    }

    /**
     * Restores all of it; the topics must be there. Throws {@link KafkaSetupException} if they are not empty,
     * {@link dev.fleetledger.tools.audit.AuditException} if the source is damaged, before anything is written.
     */
    public AuditVerifier.Report restore(LedgerSource source) {
        requireEmpty();
        var report = new AuditVerifier(List.of()).verify(source);
        write(source);
        return new AuditVerifier(report.heads()).verify(new KafkaLedger(kafka));
    }

    private void requireEmpty() {
        var properties = kafka.client(Map.of("enable.auto.commit", false));
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = List.of(Topics.EVENTS, Topics.IDENTITY).stream()
                    .flatMap(topic -> IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                    .toList();
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                if (end > 0) {
                    throw new KafkaSetupException("The platform is not empty: " + partition.topic()
                            + " has records. Restore into a new data folder.");
                }
            });
        }
    }

    private void write(LedgerSource source) {
        var properties = kafka.client(Map.of("transactional.id", "fleet-restore", "linger.ms", 5));
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            source.read(record -> {
                batch.add(record);
                if (batch.size() == MOST_IN_TRANSACTION) {
                    write(batch, producer);
                }
            });
            write(batch, producer);
        }
    }

    private void write(List<ConsumerRecord<byte[], byte[]>> batch, Producer<byte[], byte[]> producer) {
        if (batch.isEmpty()) {
            return;
        }
        producer.beginTransaction();
        for (var record : batch) {
            send(
                    producer,
                    new ProducerRecord<>(
                            record.topic(),
                            record.partition(),
                            record.timestamp(),
                            record.key(),
                            record.value(),
                            record.headers()));
            views(record).forEach(view -> send(producer, view));
        }
        producer.commitTransaction();
        batch.clear();
    }

    private static void send(Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        // The commit throws if one of these failed.
        var unused = producer.send(record);
    }

    private List<ProducerRecord<byte[], byte[]>> views(ConsumerRecord<byte[], byte[]> record) {
        var event = LedgerRecords.read(record);
        var before = fleets.getOrDefault(event.metadata().fleet(), FleetState.EMPTY);
        var after = before.evolve(event);
        fleets.put(event.metadata().fleet(), after);
        return views.stream()
                .flatMap(view -> view.records(before, event, after).stream())
                .toList();
    }
}
