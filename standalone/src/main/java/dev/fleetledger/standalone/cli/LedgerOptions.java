package dev.fleetledger.standalone.cli;

import dev.fleetledger.embedded.DataFolder;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.tools.audit.KafkaLedger;
import dev.fleetledger.tools.audit.LedgerSource;
import dev.fleetledger.tools.audit.LogFolderLedger;
import dev.fleetledger.tools.backup.BackupFile;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;

/** Where a command reads the ledger: a running Kafka if one is named or runs on the data, else the log files. */
final class LedgerOptions {
    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    /** The ledger in the data folder, or another place if one is named: a copy of the logs, or a backup. */
    LedgerSource source(Path place) {
        var elsewhere = kafka.settings();
        if (elsewhere.isPresent()) {
            return new KafkaLedger(elsewhere.get());
        }
        if (Files.isRegularFile(place)) {
            return new BackupFile(place);
        }
        if (DataFolder.isOpen(place)) {
            return EmbeddedKafka.lastClient(place.resolve("kafka"))
                    .map(client -> new KafkaLedger(KafkaSettings.singleBroker(client)))
                    .orElseThrow(() -> new PlatformFailure("The platform in " + place + " is still starting."));
        }
        return LogFolderLedger.find(place)
                .orElseThrow(() -> new PlatformFailure("There is no ledger in " + place
                        + ": name a data folder with --data, a copy of its logs, or a Kafka with --bootstrap."));
    }
}
