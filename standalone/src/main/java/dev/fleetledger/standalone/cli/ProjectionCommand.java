package dev.fleetledger.standalone.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What looks after the read models. */
@Command(
        name = "projection",
        description = "Rebuild a read model from its topic: projection rebuild.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ProjectionRebuildCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets it
final class ProjectionCommand {
    @ParentCommand
    private FleetCommand fleet;

    FleetCommand fleet() {
        return fleet;
    }
}
