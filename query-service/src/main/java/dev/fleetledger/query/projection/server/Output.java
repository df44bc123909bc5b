package dev.fleetledger.query.projection.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where a record goes, and its key there. */
record Output(String topic, int partition, String key) {
    static final Serde<Output> SERDE =
            Serdes.serdeFrom((topic, output) -> output.key().getBytes(UTF_8), (topic, bytes) -> {
                throw new UnsupportedOperationException("an output is never read back");
            });

    static final StreamPartitioner<Output, byte[]> PARTITIONER =
            (topic, output, value, partitions) -> Optional.of(Set.of(output.partition()));
}
