package dev.fleetledger.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What proves the ledger. */
@Command(
        name = "audit",
        description = "Verify the ledger's chain of hashes: audit verify.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AuditVerifyCommand.class, AuditCheckpointCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets them
final class AuditCommand {
    @ParentCommand
    private FleetCommand fleet;

    FleetCommand fleet() {
        return fleet;
    }
}
