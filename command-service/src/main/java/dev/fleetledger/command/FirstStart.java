package dev.fleetledger.command;

import dev.fleetledger.command.identity.Founding;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.http.Readiness;
import dev.fleetledger.schemas.FleetId;
import io.dropwizard.lifecycle.Managed;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Founds the fleet once this instance owns it; every instance tries, so that whichever owns it does. */
final class FirstStart implements Managed {
    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Ledger ledger;
    private final Founding founding;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("first-start").unstarted(this::run);
    private volatile String state = "waiting for the fleet's first start";
    private volatile boolean done;

    FirstStart(Ledger ledger, Founding founding) {
        this.ledger = ledger;
        this.founding = founding;
    }

    /** For {@link Readiness}. */
    String state() {
        var otherOwnerDid = !ledger.owns(FleetId.DEFAULT) && isFounded();
        return done || otherOwnerDid ? Readiness.READY : state;
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public void stop() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (!tryOnce()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean tryOnce() throws InterruptedException {
        if (!ledger.owns(FleetId.DEFAULT)) {
            return false;
        }
        try {
            founding.run();
            done = true;
            return true;
        } catch (LedgerUnavailableException e) {
            LOG.debug("the fleet's first start is tried again", e);
            return false;
        } catch (IOException | RuntimeException e) {
            LOG.error("the fleet's first start failed; trying again", e);
            state = "the fleet's first start failed, as the log says";
            return false;
        }
    }

    private boolean isFounded() {
        return ledger.state(FleetId.DEFAULT).identity().lastUserNumber() > 0;
    }
}
