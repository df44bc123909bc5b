package dev.fleetledger.query.projection;

import dev.fleetledger.query.projection.Cursors.Cursor;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Whether a topic still is the one that tables were made from: the record that was applied last has to be there. */
final class KnownLog {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final boolean compacted;

    /** @param consumer of the topic's committed records */
    KnownLog(KafkaConsumer<byte[], byte[]> consumer, TopicSpec topic) {
        this.consumer = consumer;
        compacted = topic.settings().getOrDefault("cleanup.policy", "delete").contains("compact");
    }

    /**
     * The partitions whose log is another one. That a record is gone by age is none, nor that it gave way to one of its key
     * in a compacted topic; else, where the end of a transaction or what was not committed stands, it never was.
     * Leaves the consumer anywhere.
     *
     * @param cursors places before the ends of the partitions
     * @throws TimeoutException if the records cannot be read now
     */
    Set<TopicPartition> strange(Map<TopicPartition, Cursor> cursors) {
        var open = new HashSet<TopicPartition>();
        cursors.forEach((partition, cursor) -> {
            var applied = cursor.applied();
            consumer.seek(partition, applied == null ? cursor.next() : applied.offset());
            if (applied != null) {
                open.add(partition);
            }
        });
        var gone = consumer.beginningOffsets(open);
        open.removeIf(partition ->
                gone.getOrDefault(partition, 0L) > applied(cursors, partition).offset());
        var strange = new HashSet<TopicPartition>();
        var until = System.nanoTime() + PATIENCE.toNanos();
        try {
            cursors.keySet().stream()
                    .filter(other -> !open.contains(other))
                    .forEach(other -> consumer.pause(Set.of(other)));
            while (!open.isEmpty()) {
                if (System.nanoTime() > until) {
                    throw new TimeoutException("the records applied last cannot be read: " + open);
                }
                var records = consumer.poll(POLL);
                for (var partition : Set.copyOf(open)) {
                    var applied = applied(cursors, partition);
                    var first = records.records(partition).stream().findFirst();
                    if (first.isPresent() || consumer.position(partition) > applied.offset()) {
                        var known = first.filter(record -> record.offset() == applied.offset())
                                .map(record -> Applied.of(record).equals(applied))
                                .orElse(compacted);
                        if (!known) {
                            strange.add(partition);
                        }
                        open.remove(partition);
                        consumer.pause(Set.of(partition));
                    }
                }
            }
        } finally {
            consumer.resume(cursors.keySet());
        }
        return strange;
    }

    private static Applied applied(Map<TopicPartition, Cursor> cursors, TopicPartition partition) {
        return Objects.requireNonNull(
                Objects.requireNonNull(cursors.get(partition)).applied());
    }
}
