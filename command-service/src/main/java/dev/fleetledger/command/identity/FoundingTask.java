package dev.fleetledger.command.identity;

import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.kit.error.UnavailableException;
import dev.fleetledger.kit.http.Readiness;
import dev.fleetledger.schemas.FleetId;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Founds the fleet as soon as this instance owns it, and sees to it again whenever it comes to own it anew. */
public final class FoundingTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FoundingTask.class);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final Ledger ledger;
    private final Founding founding;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("founding").unstarted(this::run);
    private volatile String trouble = "";

    FoundingTask(Ledger ledger, Founding founding) {
        this.ledger = ledger;
        this.founding = founding;
    }

    /** Begins to wait for the fleet. */
    public void start() {
        thread.start();
    }

    /** {@link Readiness#READY} once somebody can log in, else what it is waiting for. */
    public String state() {
        var identity = ledger.state(FleetId.DEFAULT).identity();
        if (identity.lastUserNumber() > 0 && !identity.signingKeys().isEmpty()) {
            return Readiness.READY;
        }
        return trouble.isEmpty() ? "waiting for the first user" : trouble;
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        var done = false;
        try {
            while (!closed.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                var owns = ledger.owns(FleetId.DEFAULT);
                done = owns && (done || found());
            }
        } catch (InterruptedException e) {
            LOG.debug("no more founding");
        }
    }

    private boolean found() throws InterruptedException {
        try {
            founding.run();
            trouble = "";
            return true;
        } catch (UnavailableException e) {
            LOG.debug("the fleet is not ours now: {}", e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("the fleet's first user cannot be made", e);
            trouble = "the first user cannot be made; see the log";
            closed.await(1, TimeUnit.SECONDS);
        }
        return false;
    }
}
