package dev.fleetledger.command.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What time it is for Kafka's controller, which says with its quorum's state up to when each member was with it. */
final class ControllerClock {
    private static final Logger LOG = LoggerFactory.getLogger(ControllerClock.class);

    private final Admin admin;
    private final Duration patience;

    ControllerClock(Admin admin, Duration patience) {
        this.admin = admin;
        this.patience = patience;
    }

    /** The time, or empty if Kafka does not say or this client may not ask. */
    Optional<Instant> now() throws InterruptedException {
        try {
            var quorum = admin.describeMetadataQuorum().quorumInfo().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return quorum.voters().stream()
                    .filter(voter -> voter.replicaId() == quorum.leaderId())
                    .flatMapToLong(leader -> leader.lastCaughtUpTimestamp().stream())
                    .mapToObj(Instant::ofEpochMilli)
                    .findFirst();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("Kafka's controller does not say what time it is", e);
            return Optional.empty();
        }
    }
}
