package dev.fleetledger.query.projection;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.Cursors.Cursor;
import dev.fleetledger.query.projection.Cursors.Places;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Applies a topic to one side's tables: a batch of records and the offset after it are one transaction, entered by
 * compare-and-set on that offset. After any exception but a wake-up or one that ends it, it is to {@link #startAnew}. For one
 * thread, but for {@link #wakeup}.
 */
final class TopicApplier<T> implements AutoCloseable {
    private static final Duration FOLLOW = Duration.ofSeconds(1);

    private final ProjectorSpec<T> spec;
    private final Jdbi database;
    private final Side side;
    private final TopicReader topic;

    private Map<Integer, Cursor> cursors = Map.of();
    private Map<Integer, Long> goal = Map.of();
    private long checkedAt;
    /** False again once anything went wrong with Kafka or the database: then, the topic may have become another. */
    private boolean logKnown;

    /** Another projector of the same name moved the tables on. */
    static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The tables hold what the topic does not. */
    static final class AnotherLedger extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AnotherLedger(String message) {
            super(message);
        }
    }

    /** The tables are of another version, or there are none on that side. */
    static final class AnotherShape extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Places places;

        AnotherShape(Places places) {
            super("shape " + places.shape());
            this.places = places;
        }

        Places places() {
            return places;
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param closing whether to come to an end soon
     */
    TopicApplier(ProjectorSpec<T> spec, Jdbi database, Side side, KafkaSettings kafka, BooleanSupplier closing) {
        this.spec = spec;
        this.database = database;
        this.side = side;
        topic = new TopicReader(spec, side == Side.LIVE ? "projector" : "rebuild", kafka, closing);
    }

    /** The places of the tables, as far as they are known. */
    Map<Integer, Cursor> cursors() {
        return cursors;
    }

    /** Where the topic ended when it was last looked at, by partition. */
    Map<Integer, Long> goal() {
        return goal;
    }

    /** The offsets before which all records are in the tables, by partition. Once there are {@link #cursors}. */
    Map<Integer, Long> reached() {
        return topic.reached();
    }

    /** Where the topic ends now, by partition. */
    Map<Integer, Long> ends() {
        return topic.ends();
    }

    void startAnew() {
        cursors = Map.of();
        logKnown = false;
    }

    void wakeup() {
        topic.wakeup();
    }

    @Override
    public void close() {
        topic.close();
    }

    /** Applies the next records, or waits for them a moment. */
    void cycle() {
        if (cursors.isEmpty()) {
            follow();
        }
        var records = topic.next();
        if (!records.isEmpty()) {
            apply(records);
        } else if (System.nanoTime() - checkedAt > FOLLOW.toNanos()) {
            follow();
        }
    }

    /** Goes where the tables are, which another instance or a rebuild may have moved. */
    private void follow() {
        checkedAt = System.nanoTime();
        var stored = side.inTransaction(database, this::places);
        if (stored.shape() != spec.shape()) {
            startAnew();
            throw new AnotherShape(stored);
        }
        if (stored.cursors().equals(cursors)) {
            return;
        }
        var end = topic.ends();
        for (var partition : end.keySet()) {
            if (stored.cursors().getOrDefault(partition, Cursor.START).next() > end.getOrDefault(partition, 0L)) {
                throw anotherLedger("hold more than", partition);
            }
        }
        if (!logKnown) {
            for (var partition : topic.strange(stored.cursors())) {
                throw anotherLedger("hold something else than", partition);
            }
            logKnown = true;
        }
        topic.goTo(stored.cursors());
        cursors = stored.cursors();
        goal = end;
    }

    private Places places(Handle handle) {
        var stored = Cursors.load(handle, spec.name());
        if (side == Side.NEXT || stored.cursors().size() == spec.topic().partitions()) {
            return stored;
        }
        Cursors.create(handle, spec);
        return Cursors.load(handle, spec.name());
    }

    private AnotherLedger anotherLedger(String what, int partition) {
        return new AnotherLedger(
                "the tables %s partition %s of %s: they are of another ledger, or it was cut; see projection rebuild %s"
                        .formatted(what, partition, spec.topic().topicName(), spec.name()));
    }

    private void apply(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ArrayList<T>();
        var moved = new TreeMap<Integer, Cursor>();
        var last = new HashMap<Integer, ConsumerRecord<byte[], byte[]>>();
        UnknownSchemaException unknown = null;
        for (var record : records) {
            Item<T> item;
            try {
                item = spec.reader().read(record);
            } catch (UnknownSchemaException e) {
                unknown = e;
                break;
            }
            var before = moved.getOrDefault(record.partition(), place(record.partition()));
            var ledger =
                    item.position() == null ? before.ledger() : item.position().offset();
            batch.add(item.content());
            moved.put(record.partition(), new Cursor(record.offset() + 1, Math.max(ledger, before.ledger()), null));
            last.put(record.partition(), record);
        }
        last.forEach((partition, record) -> {
            var to = moved.getOrDefault(partition, Cursor.START);
            moved.put(partition, new Cursor(to.next(), to.ledger(), Applied.of(record)));
        });
        side.inTransaction(database, handle -> {
            commit(handle, batch, moved);
            return moved;
        });
        var after = new HashMap<>(cursors);
        after.putAll(moved);
        cursors = after;
        if (unknown != null) {
            throw unknown;
        }
    }

    private void commit(Handle handle, List<T> batch, Map<Integer, Cursor> moved) {
        // What a crash of the database takes back comes again from the topic, as the offset goes with it.
        handle.execute("set local synchronous_commit = off");
        moved.forEach((partition, to) -> {
            if (!Cursors.compareAndSet(handle, spec, partition, place(partition), to)) {
                throw new Overtaken();
            }
        });
        for (var projection : spec.projections()) {
            projection.apply(handle, batch);
        }
    }

    private Cursor place(int partition) {
        return cursors.getOrDefault(partition, Cursor.START);
    }
}
