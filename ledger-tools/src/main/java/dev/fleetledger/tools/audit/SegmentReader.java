package dev.fleetledger.tools.audit;

import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.FileLogInputStream.FileChannelRecordBatch;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;

/**
 * Reads the segments of one partition one after another and hands over what was committed. Each batch must have Kafka's
 * checksum and continue the one before it: nothing is ever compacted away in the ledger.
 */
final class SegmentReader {
    private final int partition;
    private final LeaderEpochs epochs;
    private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
    /** Of the transaction under way; a partition has one writer, so that there is one at most. */
    private final List<ConsumerRecord<byte[], byte[]>> open = new ArrayList<>();

    private long nextOffset;

    SegmentReader(int partition, LeaderEpochs epochs, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        this.partition = partition;
        this.epochs = epochs;
        this.reader = reader;
    }

    /** Events of a transaction that has not ended so far. */
    int open() {
        return open.size();
    }

    void read(Path segment) throws IOException {
        var position = 0L;
        try (var records = FileRecords.open(segment.toFile(), false)) {
            for (var batch : records.batches()) {
                read(batch, segment);
                position = (long) batch.position() + batch.sizeInBytes();
            }
        } catch (KafkaException e) {
            throw damage(segment, position, String.valueOf(e.getMessage()));
        }
        if (position != Files.size(segment)) {
            throw damage(segment, position, "the file ends within a batch, or the batch's length is wrong");
        }
    }

    private void read(FileChannelRecordBatch batch, Path segment) {
        if (batch.baseOffset() != nextOffset) {
            throw damage(segment, batch.position(), "offset " + batch.baseOffset() + " stands where it should be");
        }
        // The checksum covers neither this nor the leader's epoch.
        if (batch.magic() != RecordBatch.CURRENT_MAGIC_VALUE) {
            throw damage(segment, batch.position(), "the batch has format " + batch.magic());
        }
        batch.ensureValid();
        var epoch = epochs.of(nextOffset);
        if (!epoch.equals(Optional.of(batch.partitionLeaderEpoch())) && epoch.isPresent()) {
            throw damage(segment, batch.position(), "the batch names another leader than its neighbours");
        }
        nextOffset = batch.lastOffset() + 1;
        for (var record : batch) {
            if (batch.isControlBatch()) {
                end(ControlRecordType.parse(record.key()));
            } else if (batch.isTransactional()) {
                open.add(event(record));
            } else {
                reader.accept(event(record));
            }
        }
    }

    private void end(ControlRecordType end) {
        if (end == ControlRecordType.COMMIT) {
            open.forEach(reader);
        }
        open.clear();
    }

    private ConsumerRecord<byte[], byte[]> event(Record record) {
        return new ConsumerRecord<>(
                Topics.EVENTS.topicName(),
                partition,
                record.offset(),
                record.timestamp(),
                TimestampType.CREATE_TIME,
                record.keySize(),
                record.valueSize(),
                bytes(record.key()),
                bytes(record.value()),
                new RecordHeaders(record.headers()),
                Optional.empty());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        if (buffer == null) {
            return new byte[0];
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private AuditException damage(Path segment, long position, String what) {
        return new AuditException(new Finding(
                new Position(partition, nextOffset),
                what + " (byte " + position + " of " + segment.getFileName() + ")"));
    }
}
