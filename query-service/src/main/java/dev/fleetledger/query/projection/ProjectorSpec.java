package dev.fleetledger.query.projection;

import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One projector: the projections of one topic, which move together. A topic whose records tell of the ledger's position is
 * partitioned by fleet like the ledger, so that each of its partitions follows one of the ledger's.
 *
 * @param name as on {@code fleet.projected} and in {@code projection rebuild}
 * @param shape of what its tables hold: who changes what is written into them adds one, and they are made anew beside the
 *     old ones, which the readers of this version still have to understand
 */
public record ProjectorSpec<T>(
        String name,
        int shape,
        TopicSpec topic,
        Reader<T> reader,
        List<Projection<T>> projections,
        Gathering gathering) {

    /**
     * How long records may wait for others, to be written together.
     *
     * @param time since the first of them
     * @param bytes past which none waits
     */
    public record Gathering(Duration time, long bytes) {
        static final Gathering NONE = new Gathering(Duration.ZERO, 0);
        /** So that there are some fetches in the time, and in the bytes. */
        private static final long MOST_FETCHED = 1 << 20;

        private static final int FETCHES = 4;

        /** How a consumer fetches what may wait: seldom and much, since each fetch costs the broker something. */
        Map<String, Object> fetching() {
            return equals(NONE)
                    ? Map.of()
                    : Map.of(
                            ConsumerConfig.FETCH_MIN_BYTES_CONFIG,
                            (int) Math.min(MOST_FETCHED, bytes / FETCHES),
                            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                            (int) time.dividedBy(FETCHES).toMillis());
        }
    }

    /** Of records that do not wait. */
    public ProjectorSpec(String name, int shape, TopicSpec topic, Reader<T> reader, List<Projection<T>> projections) {
        this(name, shape, topic, reader, projections, Gathering.NONE);
    }

    /** What a record of the topic means. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * Reads one record.
         *
         * @throws dev.fleetledger.schemas.avro.UnknownSchemaException if a newer version wrote it
         */
        Item<T> read(ConsumerRecord<byte[], byte[]> record);
    }

    /**
     * A record as read.
     *
     * @param content for the projections
     * @param position the place in the ledger that the tables are true for once it is applied, or null if it says
     *     nothing of the ledger
     */
    public record Item<T>(T content, @Nullable Position position) {}

    public ProjectorSpec {
        projections = List.copyOf(projections);
    }

    /** All tables of its projections. */
    public List<String> tables() {
        return projections.stream()
                .flatMap(projection -> projection.tables().stream())
                .toList();
    }
}
