package dev.fleetledger.command.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topics of the views are behind the ledger. A transaction writes both, but a broker that dies may have ended it
 * in one of them alone (KAFKA-20734): a key that was revoked would stay good for ever. So who takes a partition over
 * compares, and writes what is missing with its first transaction.
 */
final class ViewRepair {
    private static final Logger LOG = LoggerFactory.getLogger(ViewRepair.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> client;
    private final List<TransactionalView> views;
    private final Duration patience;

    /** @param patience how long Kafka may be silent */
    ViewRepair(KafkaSettings kafka, List<TransactionalView> views, Duration patience) {
        client = kafka.client(Map.of(
                "client.id",
                "ledger-view-repair",
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest"));
        this.views = List.copyOf(views);
        this.patience = patience;
    }

    /**
     * The records that make the views true for the fleets of a partition; none if they are.
     *
     * @param givenUp checked at least each 100 ms
     * @return them, or null if given up
     */
    @Nullable
    List<ProducerRecord<byte[], byte[]>> missing(int partition, PartitionState state, BooleanSupplier givenUp) {
        if (views.isEmpty()) {
            return List.of();
        }
        try (var reading =
                new Reading(new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer()))) {
            var missing = new ArrayList<ProducerRecord<byte[], byte[]>>();
            for (var view : views) {
                var found = reading.all(view, givenUp);
                if (found == null) {
                    return null;
                }
                missing.addAll(missing(view, found, partition, state));
            }
            if (!missing.isEmpty()) {
                LOG.warn(
                        "partition {}: {} records of views differ from the ledger and are written anew",
                        partition,
                        missing.size());
            }
            return missing;
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> missing(
            TransactionalView view, Map<String, byte[]> found, int partition, PartitionState state) {
        var expected = new HashMap<String, byte[]>();
        state.fleets().forEach((fleet, of) -> expected.putAll(view.all(fleet, of)));
        var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
        expected.forEach((key, value) -> {
            if (!Arrays.equals(value, found.get(key))) {
                records.add(record(view, key, Optional.of(value)));
            }
        });
        found.forEach((key, value) -> {
            if (!expected.containsKey(key) && isIn(partition, view.fleet(key, value))) {
                records.add(record(view, key, Optional.empty()));
            }
        });
        return records;
    }

    private static boolean isIn(int partition, Optional<FleetId> fleet) {
        return fleet.isPresent() && Topics.partitionOf(fleet.get()) == partition;
    }

    private static ProducerRecord<byte[], byte[]> record(TransactionalView view, String key, Optional<byte[]> value) {
        return new ProducerRecord<>(view.topic().topicName(), key.getBytes(UTF_8), value.orElse(null));
    }

    /** Reads topics from their begin to where they end now. */
    private final class Reading implements AutoCloseable {
        private final Consumer<byte[], byte[]> consumer;

        Reading(Consumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Nullable
        Map<String, byte[]> all(TransactionalView view, BooleanSupplier givenUp) {
            var partitions = IntStream.range(0, view.topic().partitions())
                    .mapToObj(partition -> new TopicPartition(view.topic().topicName(), partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions, patience);
            var values = new HashMap<String, byte[]>();
            var deadline = System.nanoTime() + patience.toNanos();
            while (!ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey(), patience) >= end.getValue())) {
                if (givenUp.getAsBoolean()) {
                    return null;
                }
                for (var record : consumer.poll(POLL)) {
                    deadline = System.nanoTime() + patience.toNanos();
                    var key = new String(record.key(), UTF_8);
                    if (record.value() == null) {
                        values.remove(key);
                    } else {
                        values.put(key, record.value());
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(view.topic().topicName() + " could not be read to its end");
                }
            }
            return values;
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }
}
