package dev.fleetledger.query.projection;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.query.projection.Cursors.Cursor;
import dev.fleetledger.query.projection.ProjectorSpec.Gathering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads all partitions of a topic, committed records alone, from where it is told to. For one thread, but for {@link #wakeup}. */
final class TopicReader implements AutoCloseable {
    static final int BATCH = 2000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Gathering gathering;
    private final BooleanSupplier closing;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KnownLog log;
    private final List<TopicPartition> partitions;

    /**
     * Reads nothing yet.
     *
     * @param client what it is called, before the projector's name
     * @param closing whether to gather no more
     */
    TopicReader(ProjectorSpec<?> spec, String client, KafkaSettings kafka, BooleanSupplier closing) {
        gathering = spec.gathering();
        this.closing = closing;
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client + "-" + spec.name());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where it goes on is told by the tables alone.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH);
        settings.putAll(gathering.fetching());
        consumer =
                new KafkaConsumer<>(kafka.client(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        log = new KnownLog(consumer, spec.topic());
        partitions = IntStream.range(0, spec.topic().partitions())
                .mapToObj(partition -> new TopicPartition(spec.topic().topicName(), partition))
                .toList();
        consumer.assign(partitions);
    }

    /** Where it reads next, by partition. Once it was told where to. */
    Map<Integer, Long> reached() {
        return partitions.stream().collect(Collectors.toMap(TopicPartition::partition, consumer::position));
    }

    /** Where the topic ends now, by partition. */
    Map<Integer, Long> ends() {
        return consumer.endOffsets(partitions, PATIENCE).entrySet().stream()
                .collect(Collectors.toMap(end -> end.getKey().partition(), Map.Entry::getValue));
    }

    /** The partitions that are not those which these places are of. Leaves it anywhere. */
    SortedSet<Integer> strange(Map<Integer, Cursor> places) {
        return log
                .strange(partitions.stream().collect(Collectors.toMap(Function.identity(), at -> place(places, at))))
                .stream()
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Reads on from these places, or from the first records that there still are. */
    void goTo(Map<Integer, Cursor> places) {
        consumer.beginningOffsets(partitions)
                .forEach((partition, first) -> consumer.seek(
                        partition, Math.max(place(places, partition).next(), first)));
    }

    private static Cursor place(Map<Integer, Cursor> places, TopicPartition partition) {
        return places.getOrDefault(partition.partition(), Cursor.START);
    }

    /** The next records: those that are there, or all that come within the time that they may wait. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        var gathered = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(POLL).forEach(gathered::add);
        var until = System.nanoTime() + gathering.time().toNanos();
        var bytes = bytes(gathered);
        while (!gathered.isEmpty()
                && bytes < gathering.bytes()
                && !closing.getAsBoolean()
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

    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
