package dev.fleetledger.standalone.cli;

import dev.fleetledger.tools.audit.AuditKey;
import dev.fleetledger.tools.audit.AuditVerifier;
import dev.fleetledger.tools.audit.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Signs where the chains end now. */
@Command(
        name = "checkpoint",
        description = "Verify, then write where every chain ends, signed, to be kept elsewhere.",
        sortOptions = false)
@SuppressWarnings("NullAway.Init") // picocli sets them
final class AuditCheckpointCommand implements Callable<Integer> {
    @ParentCommand
    private AuditCommand audit;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LedgerOptions ledger;

    @Parameters(paramLabel = "FILE", description = "The file to write.")
    private Path file;

    static Path keyFile(Path data) {
        return data.resolve("audit-key");
    }

    @Override
    public Integer call() throws IOException {
        var data = audit.fleet().data();
        var report = new AuditVerifier(List.of()).verify(ledger.source(data));
        var key = AuditKey.loadOrCreate(keyFile(data));
        var checkpoint = Checkpoint.sign(Instant.now().truncatedTo(ChronoUnit.MILLIS), report.heads(), key);
        Files.writeString(file, checkpoint.text());
        var out = spec.commandLine().getOut();
        out.println("Wrote the heads after " + report.events() + " events to " + file);
        out.println("Signed by " + key.publicKey());
        out.flush();
        return 0;
    }
}
