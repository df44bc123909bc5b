package dev.fleetledger.command.identity;

import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.process.OwnedProcess;
import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.http.health.Readiness;
import dev.fleetledger.schemas.FleetId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Founds the fleet once this instance owns it; every instance tries, so that whichever owns it does. */
final class FirstStart {
    private final Ledger ledger;
    private final Founding founding;
    private final FreeSpace space;
    private final OwnedProcess process;
    private volatile boolean done;

    FirstStart(Ledger ledger, Founding founding, FreeSpace space) {
        this.ledger = ledger;
        this.founding = founding;
        this.space = space;
        process = new OwnedProcess("first-start", ledger, Duration.ofMillis(100), this::found);
    }

    /** To be run along with the service. */
    OwnedProcess process() {
        return process;
    }

    /** For {@link Readiness}. */
    String state() {
        // With no room for its events an earlier start's must do, so that reads go on.
        var earlierMustDo = !ledger.owns(FleetId.DEFAULT) || space.problem().isPresent();
        if (done || (earlierMustDo && isFounded())) {
            return Readiness.READY;
        }
        return process.failure().isPresent()
                ? "the fleet's first start failed, as the log says"
                : "waiting for the fleet's first start";
    }

    private OwnedProcess.Next found() throws InterruptedException {
        try {
            founding.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        done = true;
        return OwnedProcess.Next.NEVER;
    }

    private boolean isFounded() {
        return ledger.state(FleetId.DEFAULT).identity().lastUserNumber() > 0;
    }
}
