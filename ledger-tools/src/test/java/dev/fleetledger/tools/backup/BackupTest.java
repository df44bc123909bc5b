package dev.fleetledger.tools.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.kit.kafka.KafkaSetupException;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.topic.Topics;
import dev.fleetledger.tools.audit.AuditException;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.audit.KafkaLedger;
import dev.fleetledger.tools.audit.LogFolderLedger;
import dev.fleetledger.tools.audit.TestLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {

    @Test
    void theWholeLedgerGoesOutAndComesBackAsItWas(@TempDir Path folder) throws Exception {
        var file = folder.resolve("backup.gz");
        var old = folder.resolve("old");
        try (var ledger = new TestLedger(old)) {
            ledger.register(FleetId.DEFAULT, 5);
            ledger.register(new FleetId("another"), 3);
            var report = new BackupFile(file).write(new KafkaLedger(ledger.settings()), Instant.now());
            assertThat(report.events()).isEqualTo(8);
            assertThatThrownBy(() -> new Restore(ledger.settings(), List.of()).restore(new BackupFile(file)))
                    .isInstanceOf(KafkaSetupException.class)
                    .hasMessageContaining("not empty");
        }

        try (var ledger = new TestLedger(folder.resolve("new"))) {
            var views = new ArrayList<Long>();
            var report = new Restore(ledger.settings(), List.of(new dev.fleetledger.command.ledger.TransactionalView() {
                        @Override
                        public dev.fleetledger.schemas.topic.TopicSpec topic() {
                            return dev.fleetledger.schemas.topic.Topics.IDENTITY;
                        }

                        @Override
                        public List<ProducerRecord<byte[], byte[]>> records(
                                dev.fleetledger.command.fleet.FleetState before,
                                dev.fleetledger.schemas.event.RecordedEvent event,
                                dev.fleetledger.command.fleet.FleetState after) {
                            views.add(after.sequence());
                            return List.of(new ProducerRecord<>(
                                    Topics.IDENTITY.topicName(),
                                    record(event.metadata().sequence()),
                                    record(1)));
                        }

                        @Override
                        public java.util.Map<String, byte[]> all(
                                dev.fleetledger.schemas.FleetId fleet, dev.fleetledger.command.fleet.FleetState state) {
                            return java.util.Map.of();
                        }

                        @Override
                        public java.util.Optional<dev.fleetledger.schemas.FleetId> fleet(String key, byte[] value) {
                            return java.util.Optional.empty();
                        }
                    }))
                    .restore(new BackupFile(file));
            assertThat(report.events()).isEqualTo(8);
            assertThat(views).hasSize(8);

            // It goes on where it was: the chain continues over the seam.
            ledger.register(FleetId.DEFAULT, 1);
            assertThat(new AuditVerifier(report.heads())
                            .verify(new KafkaLedger(ledger.settings()))
                            .events())
                    .isEqualTo(9);
        }

        var before = values(LogFolderLedger.find(old).orElseThrow()::read);
        assertThat(values(new BackupFile(file)::read)).containsExactlyInAnyOrderElementsOf(before);
        cutShortOrChanged(file, folder);
    }

    private static void cutShortOrChanged(Path file, Path folder) throws Exception {
        String text;
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), UTF_8);
        }
        var lines = text.lines().toList();
        var verifier = new AuditVerifier(List.of());
        var cut = zip(folder.resolve("cut.gz"), String.join("\n", lines.subList(0, lines.size() - 1)));
        assertThatThrownBy(() -> verifier.verify(new BackupFile(cut)))
                .isInstanceOf(AuditException.class)
                .hasMessageContaining("without its last line");
        var changed = zip(folder.resolve("changed.gz"), text.replaceFirst("system:test", "system:evil"));
        assertThatThrownBy(() -> new AuditVerifier(List.of()).verify(new BackupFile(changed)))
                .hasMessageContaining("the hash of sequence 1");
        var nothing = zip(folder.resolve("nothing.gz"), "{}\n");
        assertThatThrownBy(() -> new AuditVerifier(List.of()).verify(new BackupFile(nothing)))
                .hasMessageContaining("no backup of this platform");
    }

    private static Path zip(Path file, String text) throws Exception {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
        return file;
    }

    private static byte[] record(long number) {
        return Long.toString(number).getBytes(UTF_8);
    }

    private static List<String> values(Consumer<Consumer<ConsumerRecord<byte[], byte[]>>> read) {
        var values = new ArrayList<String>();
        read.accept(record -> values.add(record.partition() + " " + record.offset() + " " + record.timestamp() + " "
                + new String(record.key(), UTF_8) + record.headers()
                + HexFormat.of().formatHex(record.value())));
        return values;
    }
}
