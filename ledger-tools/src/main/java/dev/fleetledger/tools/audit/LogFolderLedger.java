package dev.fleetledger.tools.audit;

import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The ledger in the log folder of a Kafka that is not running, or in a copy of one: read from the segments themselves, so
 * that damage is told with its file and byte.
 */
public final class LogFolderLedger implements LedgerSource {
    private final Path folder;
    private final Map<Integer, Integer> undecided = new TreeMap<>();

    private LogFolderLedger(Path folder) {
        this.folder = folder;
    }

    /** Finds the ledger in a data folder of the platform, Kafka's folder in it, or a copy of the logs alone. */
    public static Optional<LogFolderLedger> find(Path folder) {
        return List.of(folder, folder.resolve("log"), folder.resolve("kafka").resolve("log")).stream()
                .filter(candidate -> Files.isDirectory(partition(candidate, 0)))
                .findFirst()
                .map(LogFolderLedger::new);
    }

    @Override
    public void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        undecided.clear();
        for (var partition = 0; partition < Topics.EVENTS.partitions(); partition++) {
            read(partition, reader);
        }
    }

    /**
     * Events at the end of each partition whose transaction has neither end, after the last {@link #read}: Kafka was
     * killed, and settles them when it starts again.
     */
    public Map<Integer, Integer> undecided() {
        return Map.copyOf(undecided);
    }

    private void read(int partition, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        var directory = partition(folder, partition);
        try {
            var log = new SegmentReader(partition, LeaderEpochs.read(directory), reader);
            var segments = segments(directory);
            if (segments.isEmpty()) {
                throw new AuditException(new Finding(new Position(partition, 0), directory + " has no log segments"));
            }
            for (var segment : segments) {
                log.read(segment);
            }
            if (log.open() > 0) {
                undecided.put(partition, log.open());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the log " + directory + " cannot be read", e);
        }
    }

    private static List<Path> segments(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList());
        }
    }

    private static Path partition(Path folder, int partition) {
        return folder.resolve(Topics.EVENTS.topicName() + "-" + partition);
    }
}
