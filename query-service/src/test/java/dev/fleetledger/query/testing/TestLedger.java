package dev.fleetledger.query.testing;

import dev.fleetledger.embedded.testing.TestServers;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.EventCatalog;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.LedgerRecords;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.topic.TopicSpec;
import dev.fleetledger.schemas.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
    /** When its first event happens; each further one is a second later. */
    public static final Instant START = Instant.parse("2026-01-18T10:00:00Z");

    private static final int PARTITION = Topics.partitionOf(FleetId.DEFAULT);

    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<AggregateRef, Long> versions = new HashMap<>();
    private String hash = LedgerRecords.GENESIS;
    private long sequence;

    public TestLedger() {
        producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** How clients reach its broker. */
    public Map<String, Object> client() {
        return Map.of("bootstrap.servers", TestServers.kafka());
    }

    /** This test's own topic like one of the catalogue, made now. */
    public TopicSpec create(TopicSpec spec) {
        var own = new TopicSpec(
                prefix + spec.topicName(), spec.partitions(), spec.key(), spec.meaning(), spec.settings());
        try (var admin = Admin.create(client())) {
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
            var sealed = LedgerRecords.seal(PARTITION, next(event), event, hash);
            hash = sealed.hash();
            var record = sealed.record();
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
        var sealed = LedgerRecords.seal(
                PARTITION, next(registered(UUID.randomUUID(), type, 1)), registered(UUID.randomUUID(), type, 1), hash);
        var headers = sealed.record().headers();
        headers.remove("type").add("type", type.getBytes(StandardCharsets.UTF_8));
        return headers;
    }

    /** Writes any record. */
    public RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        return join(producer.send(record));
    }

    /** A registration with the hostname as its slug. */
    public static ServerRegistered registered(UUID id, String hostname, long number) {
        return new ServerRegistered(id, hostname, number, Origin.API, details(hostname, hostname));
    }

    public static ServerDetails details(String hostname, String displayName) {
        return new ServerDetails(hostname, displayName, 22, "192.168.1.10", 65, List.of("media"));
    }

    private EventMetadata next(FleetEvent event) {
        sequence++;
        return new EventMetadata(
                UUID.randomUUID(),
                EventCatalog.typeOf(event),
                "test",
                START.plusSeconds(sequence - 1),
                event.aggregate(),
                FleetId.DEFAULT,
                sequence,
                versions.merge(event.aggregate(), 1L, Long::sum),
                sequence % 2 == 0 ? "user:2" : "user:1",
                "127.0.0.1",
                "because " + sequence,
                UUID.randomUUID(),
                UUID.randomUUID(),
                null,
                null,
                null);
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
