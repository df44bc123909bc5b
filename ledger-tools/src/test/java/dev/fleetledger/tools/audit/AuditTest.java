package dev.fleetledger.tools.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final int EVENTS = 8;
    private static final int PARTITION = Topics.partitionOf(FleetId.DEFAULT);
    private static final int CRC_POSITION = 17;
    private static final int CRC_START = 21;
    private static final int BATCH_LENGTH_POSITION = 8;

    @TempDir
    private static Path original;

    private static AuditVerifier.Report running;

    @TempDir
    private Path copy;

    @BeforeAll
    static void fill() throws Exception {
        try (var ledger = new TestLedger(original)) {
            ledger.register(FleetId.DEFAULT, EVENTS);
            running = new AuditVerifier(List.of()).verify(new KafkaLedger(ledger.settings()));
        }
    }

    @BeforeEach
    void copy() throws IOException {
        for (var partition = 0; partition < Topics.EVENTS.partitions(); partition++) {
            var name = Topics.EVENTS.topicName() + "-" + partition;
            Files.createDirectory(copy.resolve(name));
            try (var files = Files.list(original.resolve("log").resolve(name))) {
                for (var file : files.toList()) {
                    Files.copy(file, copy.resolve(name).resolve(file.getFileName()));
                }
            }
        }
    }

    @Test
    void aRunningKafkaItsFolderAndACopyHoldTheSame() {
        assertThat(running.events()).isEqualTo(EVENTS);
        assertThat(running.heads()).hasSize(1);
        assertThat(verify(original)).isEqualTo(running);
        assertThat(verify(copy)).isEqualTo(running);
    }

    @Test
    void anyFlippedByteIsFoundAndPlaced() throws IOException {
        var unnoticed = new ArrayList<Long>();
        var content = Files.readAllBytes(segment());
        var marker = length(content, 0);
        var transaction = marker + length(content, marker);
        for (var position = 0L; position < content.length; position += position < transaction ? 1 : 13) {
            flip(position);
            try {
                verify(copy);
                unnoticed.add(position);
            } catch (AuditException e) {
                assertThat(e).hasMessageContaining("partition " + PARTITION + ", offset ");
            }
            flip(position);
        }
        assertThat(unnoticed).isEmpty();
        assertThat(verify(copy)).isEqualTo(running);
    }

    @Test
    void aFlippedByteWithACorrectedChecksumBreaksTheChain() throws IOException {
        var content = Files.readAllBytes(segment());
        // The third event: each is a batch followed by its transaction's marker.
        var start = 0;
        for (var batch = 0; batch < 4; batch++) {
            start += length(content, start);
        }
        var name = new String(content, StandardCharsets.ISO_8859_1).indexOf("server-2", start);
        content[name + 7] = '9';
        var crc = new CRC32C();
        crc.update(content, start + CRC_START, length(content, start) - CRC_START);
        ByteBuffer.wrap(content).putInt(start + CRC_POSITION, (int) crc.getValue());
        Files.write(segment(), content);

        assertThatThrownBy(() -> verify(copy))
                .hasMessageContaining("partition " + PARTITION + ", offset 4: the hash of sequence 3");
    }

    @Test
    void anEventTakenOutLeavesAGap() {
        assertThatThrownBy(() -> new AuditVerifier(List.of()).verify(reader -> {
                    var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
                    LogFolderLedger.find(copy).orElseThrow().read(records::add);
                    records.remove(3);
                    records.forEach(reader);
                }))
                .hasMessageContaining("sequence 5 stands where 4 should");
    }

    @Test
    void aRemovedEndShowsAgainstACheckpoint() throws IOException {
        var key = AuditKey.loadOrCreate(copy.resolve("key"));
        var text = Checkpoint.sign(Instant.EPOCH, running.heads(), key).text();
        var checkpoint = Checkpoint.parse(text);
        assertThat(checkpoint.isSignedBy(
                        AuditKey.loadOrCreate(copy.resolve("key")).publicKey()))
                .isTrue();
        assertThat(verify(copy, checkpoint)).isEqualTo(running);

        removeLastTransaction();

        assertThat(verify(copy).events()).isEqualTo(EVENTS - 1);
        assertThatThrownBy(() -> verify(copy, checkpoint))
                .hasMessageContaining("fleet default ends at sequence 7 in partition " + PARTITION)
                .hasMessageContaining("the checkpoint saw sequence 8");
    }

    @Test
    void aRewrittenLedgerShowsAgainstACheckpoint() {
        var other = new FleetHead(FleetId.DEFAULT, 5, "0".repeat(64));
        assertThatThrownBy(() -> new AuditVerifier(List.of(other))
                        .verify(LogFolderLedger.find(copy).orElseThrow()))
                .hasMessageContaining("sequence 5 of fleet default is not the one that the checkpoint saw");
    }

    @Test
    void aForgedCheckpointIsNotBelieved() {
        var key = AuditKey.loadOrCreate(copy.resolve("key"));
        var other = AuditKey.loadOrCreate(copy.resolve("other"));
        var text = Checkpoint.sign(Instant.EPOCH, running.heads(), key).text();

        assertThat(Checkpoint.parse(text).isSignedBy(other.publicKey())).isFalse();
        assertThat(Checkpoint.parse(text.replace("\"sequence\" : 8", "\"sequence\" : 7"))
                        .isSignedBy(key.publicKey()))
                .isFalse();
        assertThatThrownBy(() -> Checkpoint.parse("{}")).isInstanceOf(IllegalArgumentException.class);
    }

    private static AuditVerifier.Report verify(Path folder) {
        return new AuditVerifier(List.of()).verify(LogFolderLedger.find(folder).orElseThrow());
    }

    private static AuditVerifier.Report verify(Path folder, Checkpoint checkpoint) {
        return new AuditVerifier(checkpoint.heads())
                .verify(LogFolderLedger.find(folder).orElseThrow());
    }

    private Path segment() {
        return copy.resolve(Topics.EVENTS.topicName() + "-" + PARTITION).resolve("00000000000000000000.log");
    }

    private void flip(long position) throws IOException {
        try (var file = new RandomAccessFile(segment().toFile(), "rw")) {
            file.seek(position);
            var old = file.read();
            file.seek(position);
            file.write(old ^ 1);
        }
    }

    private void removeLastTransaction() throws IOException {
        var content = Files.readAllBytes(segment());
        var starts = new ArrayList<Integer>();
        for (var start = 0; start < content.length; start += length(content, start)) {
            starts.add(start);
        }
        try (var channel = FileChannel.open(segment(), StandardOpenOption.WRITE)) {
            channel.truncate(starts.get(starts.size() - 2));
        }
    }

    private static int length(byte[] content, int start) {
        return BATCH_LENGTH_POSITION + 4 + ByteBuffer.wrap(content).getInt(start + BATCH_LENGTH_POSITION);
    }
}
