package dev.fleetledger.query.projection;

import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * One projector: the projections of one topic, which move together. The topic is partitioned by fleet like the ledger,
 * so that each of its partitions follows one of the ledger's.
 *
 * @param name as on {@code fleet.projected} and in {@code projection rebuild}
 */
public record ProjectorSpec<T>(String name, TopicSpec topic, Reader<T> reader, List<Projection<T>> projections) {

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
