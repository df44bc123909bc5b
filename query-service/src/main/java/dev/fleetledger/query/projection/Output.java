package dev.fleetledger.query.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where a topology's record goes, and its key there.
 *
 * @param partition that of the input; of a topic with fewer, one of those
 */
public record Output(String topic, int partition, String key) {
    public static final Serde<Output> SERDE =
            Serdes.serdeFrom((topic, output) -> output.key().getBytes(UTF_8), (topic, bytes) -> {
                throw new UnsupportedOperationException("an output is never read back");
            });

    public static final StreamPartitioner<Output, byte[]> PARTITIONER =
            (topic, output, value, partitions) -> Optional.of(Set.of(output.partition() % partitions));

    /** What cannot be read, with the reason, for a topic of such records; the key says where it was. */
    public static Record<Output, byte[]> deadLetter(
            String topic, String key, Record<byte[], byte[]> record, RuntimeException failure) {
        var headers = new RecordHeaders();
        headers.add("reason", String.valueOf(failure.getMessage()).getBytes(UTF_8));
        return new Record<>(new Output(topic, 0, key), record.value(), record.timestamp(), headers);
    }
}
