package dev.fleetledger.query.testing;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A ledger on a topic of its own, written as the command-service would. */
public final class TestLedger implements AutoCloseable {
    private final String prefix;
    private final KafkaProducer<byte[], byte[]> producer;
    private final EventChain chain = new EventChain();

    /** On topics of its own. */
    public TestLedger() {
        this("t" + UUID.randomUUID().toString().substring(0, 8) + ".");
    }

    private TestLedger(String prefix) {
        this.prefix = prefix;
        // A broker that is about to lead a new partition may refuse the first batch and take the second.
        producer = new KafkaProducer<>(
                kafka().client(Map.of("max.in.flight.requests.per.connection", 1)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** On the topics that a service uses; one such service can run in a JVM. */
    public static TestLedger catalogued() {
        var ledger = new TestLedger("");
        new TopicProvisioner(ledger.kafka()).provision();
        return ledger;
    }

    /** How clients reach its broker. */
    public KafkaSettings kafka() {
        return KafkaSettings.singleBroker(TestServers.kafka());
    }

    /** This test's own topic like one of the catalogue, made now. */
    public TopicSpec create(TopicSpec spec) {
        var own = new TopicSpec(
                prefix + spec.topicName(), spec.partitions(), spec.key(), spec.meaning(), spec.settings());
        try (var admin = Admin.create(kafka().client(Map.of()))) {
            admin.createTopics(
                            List.of(new NewTopic(own.topicName(), own.partitions(), (short) 1).configs(own.settings())))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        return own;
    }

    /** Forgets what stands before a place of a topic. */
    public void deleteBefore(TopicSpec topic, Position place) {
        try (var admin = Admin.create(kafka().client(Map.of()))) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(topic.topicName(), place.partition()),
                            RecordsToDelete.beforeOffset(place.offset())))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes events to a topic, one after the other, and returns where they are. */
    public List<Position> append(TopicSpec topic, List<? extends FleetEvent> events) {
        return append(producer, topic, events);
    }

    private List<Position> append(
            KafkaProducer<byte[], byte[]> by, TopicSpec topic, List<? extends FleetEvent> events) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var event : events) {
            var record = chain.next(event);
            sent.add(by.send(new ProducerRecord<>(
                    topic.topicName(),
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers())));
        }
        return sent.stream()
                .map(TestLedger::join)
                .map(at -> new Position(at.partition(), at.offset()))
                .toList();
    }

    /** Writes events in a transaction of their own, whose end takes an offset too, and commits or aborts it. */
    public void transaction(TopicSpec topic, List<? extends FleetEvent> events, boolean commits) {
        try (var own = transactional(topic)) {
            own.beginTransaction();
            append(own, topic, events);
            if (commits) {
                own.commitTransaction();
            } else {
                own.abortTransaction();
            }
        }
        // Its end may come after the answer, but not after the next of that name is there.
        transactional(topic).close();
    }

    private KafkaProducer<byte[], byte[]> transactional(TopicSpec topic) {
        var own = new KafkaProducer<>(
                kafka().client(Map.of("transactional.id", topic.topicName())),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        own.initTransactions();
        return own;
    }

    public Position append(TopicSpec topic, FleetEvent event) {
        return append(topic, List.of(event)).getFirst();
    }

    /** The headers that an event of this type would have as the next one. */
    public Iterable<Header> headers(String type) {
        return chain.headers(type);
    }

    /** Writes any record. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        return join(producer.send(record));
    }

    private static RecordMetadata join(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
