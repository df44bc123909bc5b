package dev.fleetledger.standalone.cli;

import dev.fleetledger.command.alert.ThresholdRecords;
import dev.fleetledger.command.identity.IdentityRecords;
import dev.fleetledger.embedded.DataFolder;
import dev.fleetledger.embedded.EmbeddedKafka;
import dev.fleetledger.kit.kafka.KafkaSettings;
import dev.fleetledger.kit.kafka.TopicProvisioner;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.backup.BackupFile;
import dev.fleetledger.tools.backup.Restore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Reads a backup into a platform that has no events yet. */
@Command(name = "restore", description = "Read a backup into an empty platform.", sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class RestoreCommand implements Callable<Integer> {
    @ParentCommand
    private FleetCommand fleet;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A backup.")
    private Path file;

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        var elsewhere = kafka.settings();
        var report = elsewhere.map(this::restore).orElseGet(this::intoDataFolder);
        var out = spec.commandLine().getOut();
        out.println("Restored and verified " + report.events() + " events");
        if (elsewhere.isEmpty()) {
            out.println("Before the first start, put the old platform's keyset.json into " + fleet.data()
                    + ": what the ledger keeps sealed, and its API keys, need it");
        }
        out.flush();
        return 0;
    }

    private AuditVerifier.Report intoDataFolder() {
        try (var data = DataFolder.open(fleet.data());
                var kafka = EmbeddedKafka.start(
                        EmbeddedKafka.Config.in(data.kafka()).withDurability())) {
            var settings = KafkaSettings.durableBroker(kafka.client());
            new TopicProvisioner(settings).provision();
            return restore(settings);
        }
    }

    private AuditVerifier.Report restore(KafkaSettings settings) {
        return new Restore(settings, List.of(new IdentityRecords(), new ThresholdRecords()))
                .restore(new BackupFile(file));
    }
}
