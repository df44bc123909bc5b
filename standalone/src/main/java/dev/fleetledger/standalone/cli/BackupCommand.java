package dev.fleetledger.standalone.cli;

import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.tools.audit.LogFolderLedger;
import dev.fleetledger.tools.backup.BackupFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Writes the ledger out, of a running platform or a stopped one. */
@Command(
        name = "backup",
        description = "Write the whole ledger to a file.",
        footer = {
            "",
            "The ledger keeps secrets sealed: keep keyset.json of the data folder too, in another safe place.",
            "All else is rebuilt from the ledger, but for telemetry: back up PostgreSQL to keep that."
        },
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class BackupCommand implements Callable<Integer> {
    @ParentCommand
    private FleetCommand fleet;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger;

    @Parameters(paramLabel = "FILE", description = "The file to write; it must not be there yet.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(file)) {
            throw new PlatformFailure(file + " is there already; a backup is never overwritten.");
        }
        var source = ledger.source(fleet.data());
        var report = new BackupFile(file).write(source, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (source instanceof LogFolderLedger folder && !folder.undecided().isEmpty()) {
            Files.delete(file);
            throw new PlatformFailure("The platform was killed with events under way, which its next start settles:"
                    + " start it once, then back up.");
        }
        var out = spec.commandLine().getOut();
        out.println("Wrote " + report.events() + " verified events to " + file);
        out.println("Keep " + fleet.data().resolve("keyset.json")
                + " too, elsewhere: what the ledger keeps sealed needs it");
        out.flush();
        return 0;
    }
}
