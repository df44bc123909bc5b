package dev.fleetledger.schemas.node;

import dev.fleetledger.schemas.event.NodeDetails;
import dev.fleetledger.schemas.telemetry.NodeStats;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A node as the ledger and its reports have it: the value of {@code fleet.nodes}.
 *
 * @param number counted per fleet from 1
 * @param active whether it was approved
 * @param expiresAt when its request to join does, if it is not
 * @param quotaGb what its sites may hold together, in units of 2^30 bytes; null for unlimited
 * @param usedBytes what they hold
 * @param sites how many there are
 * @param sitesWarning how many are near their own quota
 * @param sitesOver how many are beyond it
 * @param latest what it measured last; null before its first report
 * @param lastSeen when it was last heard of; null before its first report
 */
public record NodeSnapshot(
        long number,
        UUID id,
        NodeDetails details,
        boolean active,
        Instant expiresAt,
        @Nullable Double quotaGb,
        long usedBytes,
        int sites,
        int sitesWarning,
        int sitesOver,
        @Nullable NodeStats latest,
        @Nullable Instant lastSeen) {

    /** How much of its quota is used. */
    public Usage usage() {
        return new Usage(usedBytes, quotaGb);
    }

    /** Whether there is such a node then: nobody approved a request in time, and it is none. */
    public boolean exists(Instant now) {
        return active || now.isBefore(expiresAt);
    }

    /** Whether it was heard of lately. */
    public NodeHealth health(Instant now, Duration staleAfter) {
        if (lastSeen == null) {
            return NodeHealth.OFFLINE;
        }
        return now.isAfter(lastSeen.plus(staleAfter)) ? NodeHealth.STALE : NodeHealth.ONLINE;
    }
}
