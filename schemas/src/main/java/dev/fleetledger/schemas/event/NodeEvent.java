package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts about nodes, and about the sites and backups that they report. */
public sealed interface NodeEvent extends FleetEvent {

    /** The node's number, counted per fleet from 1. */
    long nodeNumber();

    /** The node's uuid: its key is bound to it. */
    UUID nodeId();

    @Override
    default AggregateRef aggregate() {
        return node(nodeNumber());
    }

    /** The node of that number. */
    static AggregateRef node(long number) {
        return new AggregateRef(AggregateType.NODE, Long.toString(number));
    }

    /**
     * A node asks to join.
     *
     * @param code keyed hash of its registration code
     * @param codeExpiresAt from when on the code is good for nothing, and the request with it; milliseconds
     */
    @EventType("node.join_requested")
    record NodeJoinRequested(long nodeNumber, UUID nodeId, NodeDetails details, Concealed code, Instant codeExpiresAt)
            implements NodeEvent {}

    /** Nobody approved the node in time. */
    @EventType("node.join_expired")
    record NodeJoinExpired(long nodeNumber, UUID nodeId) implements NodeEvent {}

    /**
     * The node is one of the fleet's.
     *
     * @param codeExpiresAt until when it may fetch its key; milliseconds
     */
    @EventType("node.approved")
    record NodeApproved(long nodeNumber, UUID nodeId, Instant codeExpiresAt) implements NodeEvent {}

    /** The node was given its key, and its code is used up. */
    @EventType("node.key_issued")
    record NodeKeyIssued(long nodeNumber, UUID nodeId, UUID keyId) implements NodeEvent {}

    /**
     * How much the node's sites may hold together.
     *
     * @param quotaGb in units of 2^30 bytes, from 0; null for as much as they like
     */
    @EventType("node.quota_changed")
    record NodeQuotaChanged(
            long nodeNumber, UUID nodeId, @Nullable Double quotaGb) implements NodeEvent {}

    /** Facts about a site. What it uses is none: that comes by {@code fleet.node-stats}. */
    sealed interface SiteEvent extends NodeEvent {

        /** The site's number, counted per fleet from 1. */
        long siteNumber();

        /** Its name, unique on its node. */
        String name();

        @Override
        default AggregateRef aggregate() {
            return new AggregateRef(AggregateType.SITE, Long.toString(siteNumber()));
        }
    }

    /**
     * A node has a site that it did not have before.
     *
     * @param quotaGb what it may hold, in units of 2^30 bytes, from 0; null for as much as it likes
     */
    @EventType("site.added")
    record SiteAdded(
            long siteNumber,
            long nodeNumber,
            UUID nodeId,
            String name,
            @Nullable Double quotaGb) implements SiteEvent {}

    /**
     * How much a site may hold.
     *
     * @param quotaGb in units of 2^30 bytes, from 0; null for as much as it likes
     */
    @EventType("site.quota_changed")
    record SiteQuotaChanged(
            long siteNumber,
            long nodeNumber,
            UUID nodeId,
            String name,
            @Nullable Double quotaGb) implements SiteEvent {}

    /**
     * How much a site holds, and may hold: what versions wrote that had reports in the ledger. It is read for good, and
     * written no more.
     *
     * @param usedBytes from 0
     * @param quotaGb in units of 2^30 bytes, from 0; null for as much as it likes
     */
    @EventType("site.reported")
    record SiteReported(
            long siteNumber,
            long nodeNumber,
            UUID nodeId,
            String name,
            long usedBytes,
            @Nullable Double quotaGb) implements SiteEvent {}

    /**
     * A node made a backup of one of its sites, or failed to.
     *
     * @param backupNumber counted per fleet from 1
     */
    @EventType("backup.reported")
    record BackupReported(long backupNumber, long siteNumber, long nodeNumber, UUID nodeId, BackupDetails details)
            implements NodeEvent {

        @Override
        public AggregateRef aggregate() {
            return new AggregateRef(AggregateType.BACKUP, Long.toString(backupNumber));
        }
    }
}
