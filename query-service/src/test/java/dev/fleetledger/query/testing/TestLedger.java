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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
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
        producer = new KafkaProducer<>(kafka().client(Map.of()), new ByteArraySerializer(), new ByteArraySerializer());
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

    /** Writes events to a topic, one after the other, and returns where they are. */
    public List<Position> append(TopicSpec topic, List<? extends FleetEvent> events) {
        var sent = new ArrayList<Future<RecordMetadata>>();
        for (var event : events) {
            var record = chain.next(event);
            sent.add(producer.send(new ProducerRecord<>(
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
