package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.AlertCommand.UnsilenceAlert;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.OwnedProcess;
import dev.fleetledger.command.process.SystemCommand;
import dev.fleetledger.command.process.SystemCommands;
import dev.fleetledger.schemas.FleetId;
import java.time.Duration;
import java.time.InstantSource;

/** Has people told of open alerts whose silence is over. */
final class SilenceProcess {
    private static final Duration LOOK = Duration.ofMillis(250);

    private SilenceProcess() {}

    /** The process, by that clock. */
    static OwnedProcess of(Ledger ledger, InstantSource clock) {
        // The name under which the audit has always had it.
        var commands = new SystemCommands(ledger, "webhooks");
        return new OwnedProcess("silences", ledger, LOOK, () -> {
            for (var alert : SilenceDecider.noLongerSilenced(ledger.state(FleetId.DEFAULT), clock.instant())) {
                commands.attempt(SystemCommand.of(new UnsilenceAlert(alert.id()), "unsilence", alert.id()));
            }
            return OwnedProcess.Next.AFTER_A_PAUSE;
        });
    }
}
