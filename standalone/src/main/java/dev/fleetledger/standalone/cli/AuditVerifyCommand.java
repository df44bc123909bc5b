package dev.fleetledger.standalone.cli;

import dev.fleetledger.embedded.PlatformFailure;
import dev.fleetledger.tools.audit.AuditException;
import dev.fleetledger.tools.audit.AuditKey;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.audit.Checkpoint;
import dev.fleetledger.tools.audit.LogFolderLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Recomputes the chain. Exit code 1 if the ledger is not what was written. */
@Command(
        name = "verify",
        description =
                "Recompute every fleet's chain of hashes from its first event, and name the first place that is wrong.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class AuditVerifyCommand implements Callable<Integer> {
    @ParentCommand
    private AuditCommand audit;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger;

    @Parameters(
            arity = "0..1",
            paramLabel = "PLACE",
            description = "A copy of a data folder or of Kafka's logs, or a backup. Default: the data folder")
    private @Nullable Path place;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Also prove that the ledger still has what this checkpoint saw.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "The public key that the checkpoint must be signed by. Default: the data folder's")
    private @Nullable String key;

    @Override
    public Integer call() throws IOException {
        var seen = checkpoint == null ? null : read(checkpoint);
        var source = ledger.source(place == null ? audit.fleet().data() : place);
        try {
            var report = new AuditVerifier(seen == null ? List.of() : seen.heads()).verify(source);
            say("Verified " + report.events() + " events");
            report.heads()
                    .forEach(head ->
                            say("  fleet " + head.fleet() + ": sequence " + head.sequence() + ", hash " + head.hash()));
            if (seen != null) {
                say("It has everything that the checkpoint of " + seen.time() + " saw");
            }
            if (source instanceof LogFolderLedger folder) {
                folder.undecided()
                        .forEach((partition, events) ->
                                say("Not counted: " + events + " events at the end of partition " + partition
                                        + ", under way when Kafka was killed; its next start settles them"));
            }
            return 0;
        } catch (AuditException e) {
            say("DAMAGED: " + e.getMessage());
            return 1;
        }
    }

    private Checkpoint read(Path file) throws IOException {
        try {
            var read = Checkpoint.parse(Files.readString(file));
            if (!read.isSignedBy(trustedKey())) {
                throw new PlatformFailure("The checkpoint " + file + " is not signed by the key " + trustedKey() + ".");
            }
            return read;
        } catch (IllegalArgumentException e) {
            throw new PlatformFailure(file + " is no checkpoint: " + e.getMessage() + ".", e);
        }
    }

    private String trustedKey() {
        if (key != null) {
            return key;
        }
        var file = AuditCheckpointCommand.keyFile(audit.fleet().data());
        if (!Files.exists(file)) {
            throw new PlatformFailure("There is no " + file + ": name the key that signed the checkpoint with --key.");
        }
        return AuditKey.loadOrCreate(file).publicKey();
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
