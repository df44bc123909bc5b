package dev.fleetledger.query.projection.node;

import dev.fleetledger.schemas.event.NodeEvent.NodeJoinRequested;
import dev.fleetledger.schemas.node.NodeSnapshot;
import dev.fleetledger.schemas.node.Usage;
import dev.fleetledger.schemas.telemetry.NodeStats;
import dev.fleetledger.schemas.telemetry.Telemetry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a node's snapshot goes on; pure. */
final class NodeSnapshots {

    private NodeSnapshots() {}

    static NodeSnapshot requested(NodeJoinRequested requested) {
        return new NodeSnapshot(
                requested.nodeNumber(),
                requested.nodeId(),
                requested.details(),
                false,
                requested.codeExpiresAt(),
                null,
                0,
                0,
                0,
                0,
                null,
                null);
    }

    static NodeSnapshot approved(NodeSnapshot before) {
        return new NodeSnapshot(
                before.number(),
                before.id(),
                before.details(),
                true,
                before.expiresAt(),
                before.quotaGb(),
                before.usedBytes(),
                before.sites(),
                before.sitesWarning(),
                before.sitesOver(),
                before.latest(),
                before.lastSeen());
    }

    /** With what its sites hold. */
    static NodeSnapshot counted(NodeSnapshot before, @Nullable Double quotaGb, List<Usage> sites) {
        return new NodeSnapshot(
                before.number(),
                before.id(),
                before.details(),
                before.active(),
                before.expiresAt(),
                quotaGb,
                Usage.together(sites.stream().mapToLong(Usage::usedBytes)),
                sites.size(),
                (int) sites.stream().filter(Usage::isWarning).count(),
                (int) sites.stream().filter(Usage::isOver).count(),
                before.latest(),
                before.lastSeen());
    }

    /** After a report: an older one than the latest still is a sign of life, but measures nothing new. */
    static NodeSnapshot after(NodeStats stats, NodeSnapshot before) {
        var latest = before.latest();
        var newer = latest == null || !measuredAt(stats).isBefore(measuredAt(latest));
        var lastSeen = before.lastSeen();
        return new NodeSnapshot(
                before.number(),
                before.id(),
                before.details(),
                before.active(),
                before.expiresAt(),
                before.quotaGb(),
                before.usedBytes(),
                before.sites(),
                before.sitesWarning(),
                before.sitesOver(),
                newer ? stats : latest,
                lastSeen == null || stats.receivedAt().isAfter(lastSeen) ? stats.receivedAt() : lastSeen);
    }

    private static Instant measuredAt(NodeStats stats) {
        return Telemetry.measuredAt(stats.timestamp(), stats.receivedAt());
    }
}
