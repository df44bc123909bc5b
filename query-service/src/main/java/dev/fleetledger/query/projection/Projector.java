package dev.fleetledger.query.projection;

import com.google.common.base.Throwables;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.Cursors.Cursor;
import dev.fleetledger.query.projection.ProjectorSpec.Item;
import dev.fleetledger.schemas.avro.UnknownSchemaException;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the tables of its projections in step with their topic: a batch of records and the offset after it are one
 * transaction, entered by compare-and-set on that offset. So nothing is lost or applied twice, whoever crashes, and any
 * number of instances may run: one wins each batch, the others follow and take over within a second.
 *
 * <p>A failure (no database, no broker) is retried with back-off. A record of a newer version stops it for good.
 */
public final class Projector<T> implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FOLLOW = Duration.ofSeconds(1);
    private static final Duration BACK_OFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(5);
    private static final int BATCH = 2000;

    private final ProjectorSpec<T> spec;
    private final Jdbi database;
    private final Positions positions;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final ProjectorState state = new ProjectorState();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    private Map<Integer, Cursor> cursors = Map.of();
    private final Map<Integer, Long> announced = new HashMap<>();
    private long checkedAt;

    /** Another projector of the same name moved the tables on. */
    private static final class Overtaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** The tables hold more than the topic has. */
    private static final class AnotherLedger extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AnotherLedger(String message) {
            super(message);
        }
    }

    /**
     * Starts nothing yet.
     */
    public Projector(ProjectorSpec<T> spec, Jdbi database, Positions positions, KafkaSettings kafka) {
        this.spec = spec;
        this.database = database;
        this.positions = positions;
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "projector-" + spec.name());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.putAll(spec.gathering().fetching());
        consumer =
                new KafkaConsumer<>(kafka.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        partitions = IntStream.range(0, spec.topic().partitions())
                .mapToObj(partition -> new TopicPartition(spec.topic().topicName(), partition))
                .toList();
        consumer.assign(partitions);
        thread = Thread.ofPlatform().name("projector-" + spec.name()).unstarted(this::run);
    }

    /** What it does, and whether that goes well. */
    public ProjectorState state() {
        return state;
    }

    public ProjectorSpec<T> spec() {
        return spec;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() throws InterruptedException {
        closing.countDown();
        consumer.wakeup();
        thread.join();
    }

    private void run() {
        var backOff = BACK_OFF;
        while (closing.getCount() > 0) {
            try {
                cycle();
                backOff = BACK_OFF;
            } catch (Overtaken e) {
                cursors = Map.of();
                pause(FOLLOW);
            } catch (WakeupException e) {
                break;
            } catch (UnknownSchemaException e) {
                LOG.error("projector {} stops: {}; upgrade this reader", spec.name(), e.getMessage());
                state.stopped(String.valueOf(e.getMessage()));
                break;
            } catch (AnotherLedger e) {
                LOG.error("projector {}: {}", spec.name(), e.getMessage());
                state.failing("the tables are of another ledger");
                cursors = Map.of();
                pause(LONGEST_BACK_OFF);
            } catch (RuntimeException e) {
                // The outer ones repeat whole statements with their data.
                var cause = Throwables.getRootCause(e);
                LOG.warn("projector {} tries again in {}", spec.name(), backOff, cause);
                state.failing("waiting for database or broker");
                cursors = Map.of();
                pause(backOff);
                backOff = backOff.multipliedBy(2).compareTo(LONGEST_BACK_OFF) < 0
                        ? backOff.multipliedBy(2)
                        : LONGEST_BACK_OFF;
            }
        }
        consumer.close();
    }

    private void cycle() {
        if (cursors.isEmpty()) {
            follow();
        }
        var records = gather();
        if (!records.isEmpty()) {
            project(records);
        } else if (System.nanoTime() - checkedAt > FOLLOW.toNanos()) {
            follow();
        }
        state.reached(partitions.stream().collect(Collectors.toMap(TopicPartition::partition, consumer::position)));
    }

    /** The next records: those that are there, or all that come within the time that they may wait. */
    private List<ConsumerRecord<byte[], byte[]>> gather() {
        var gathered = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(POLL).forEach(gathered::add);
        var until = System.nanoTime() + spec.gathering().time().toNanos();
        var bytes = bytes(gathered);
        while (!gathered.isEmpty()
                && bytes < spec.gathering().bytes()
                && closing.getCount() > 0
                && System.nanoTime() < until) {
            var more = consumer.poll(Duration.ofNanos(Math.max(0, until - System.nanoTime())));
            more.forEach(gathered::add);
            bytes += bytes(more);
        }
        return gathered;
    }

    private static long bytes(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        var bytes = 0L;
        for (var record : records) {
            bytes += record.serializedValueSize();
        }
        return bytes;
    }

    /** Goes where the tables are, which another instance or a rebuild may have moved. */
    private void follow() {
        checkedAt = System.nanoTime();
        var stored = database.inTransaction(handle -> Cursors.load(handle, spec.name(), numbers()));
        if (stored.equals(cursors)) {
            return;
        }
        var first = consumer.beginningOffsets(partitions);
        var end = byNumber(consumer.endOffsets(partitions));
        byNumber(first).forEach((partition, beginning) -> {
            var next = stored.getOrDefault(partition, Cursor.START).next();
            if (next > end.getOrDefault(partition, 0L)) {
                throw new AnotherLedger(
                        "the tables hold more than partition %d of %s: they are of another ledger, or it was cut; see projection rebuild %s"
                                .formatted(partition, spec.topic().topicName(), spec.name()));
            }
            consumer.seek(new TopicPartition(spec.topic().topicName(), partition), Math.max(next, beginning));
        });
        cursors = stored;
        state.following(end);
        announce(stored);
    }

    private void project(List<ConsumerRecord<byte[], byte[]>> records) {
        var batch = new ArrayList<T>();
        var moved = new TreeMap<Integer, Cursor>();
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
            moved.put(record.partition(), new Cursor(record.offset() + 1, Math.max(ledger, before.ledger())));
        }
        database.useTransaction(handle -> commit(handle, batch, moved));
        var after = new HashMap<>(cursors);
        after.putAll(moved);
        cursors = after;
        announce(moved);
        if (unknown != null) {
            throw unknown;
        }
    }

    private void commit(Handle handle, List<T> batch, Map<Integer, Cursor> moved) {
        // What a crash of the database takes back comes again from the topic, as the offset goes with it.
        handle.execute("set local synchronous_commit = off");
        moved.forEach((partition, to) -> {
            if (!Cursors.compareAndSet(handle, spec.name(), partition, place(partition), to)) {
                throw new Overtaken();
            }
        });
        for (var projection : spec.projections()) {
            projection.apply(handle, batch);
        }
    }

    private void announce(Map<Integer, Cursor> places) {
        places.forEach((partition, place) -> {
            if (!Long.valueOf(place.ledger()).equals(announced.put(partition, place.ledger()))) {
                positions.announce(spec.name(), partition, place.ledger());
            }
        });
    }

    private Cursor place(int partition) {
        return cursors.getOrDefault(partition, Cursor.START);
    }

    private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
        return offsets.entrySet().stream()
                .collect(Collectors.toMap(at -> at.getKey().partition(), Map.Entry::getValue));
    }

    private List<Integer> numbers() {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    private void pause(Duration duration) {
        try {
            closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
