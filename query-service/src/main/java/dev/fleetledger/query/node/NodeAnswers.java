package dev.fleetledger.query.node;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.fleetledger.domain.node.BackupView;
import dev.fleetledger.domain.node.CompactDoubleSerializer;
import dev.fleetledger.domain.node.Membership;
import dev.fleetledger.domain.node.SiteView;
import dev.fleetledger.schemas.node.NodeHealth;
import dev.fleetledger.schemas.telemetry.NodeStats;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the endpoints of nodes answer. */
final class NodeAnswers {

    private NodeAnswers() {}

    /**
     * A node in the list of all.
     *
     * @param id its number
     * @param storageQuotaGb what its sites may hold together, in units of 2^30 bytes; null for unlimited
     * @param storageUsedBytes what they hold; null with {@code as_of}
     * @param health null while that is unknown, and with {@code as_of}
     * @param stats what it measured last; empty before its first report, while that is unknown, and with {@code as_of}
     */
    record NodeSummary(
            long id,
            String hostname,
            UUID uuid,
            @Nullable String ipAddress,
            Membership status,

            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double storageQuotaGb,

            @Nullable Long storageUsedBytes,
            boolean isMaster,
            @Nullable NodeHealth health,
            @Nullable Instant lastSeen,
            Instant createdAt,
            List<Measured> stats) {

        static NodeSummary of(NodeRow row, Heard heard) {
            var node = row.node();
            return new NodeSummary(
                    node.number(),
                    node.details().hostname(),
                    node.uuid(),
                    node.details().ipAddress(),
                    node.status(),
                    node.quotaGb(),
                    row.sites().usedBytes(),
                    node.details().master(),
                    heard.health(),
                    heard.lastSeen(),
                    node.createdAt(),
                    heard.measured());
        }
    }

    /**
     * All of a node.
     *
     * @param totalAvailableGb the storage that it has by its own account, in units of 2^30 bytes; null while unknown
     * @param storageUsedBytes what its sites hold; null with {@code as_of}
     * @param apiKeyId of the key that it was given; null before that
     */
    record NodeDescription(
            long id,
            String hostname,
            UUID uuid,
            @Nullable String ipAddress,
            @Nullable String systemInfo,
            Membership status,

            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double storageQuotaGb,

            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double totalAvailableGb,

            @Nullable Double storageUsedGb,
            @Nullable Long storageUsedBytes,
            long sitesCount,
            long backupsCount,
            boolean isMaster,
            @Nullable UUID apiKeyId,
            @Nullable NodeHealth health,
            @Nullable Instant lastSeen,
            Instant createdAt,
            List<Measured> stats) {

        static NodeDescription of(NodeRow row, long backups, Heard heard) {
            var node = row.node();
            var usage = row.usage();
            return new NodeDescription(
                    node.number(),
                    node.details().hostname(),
                    node.uuid(),
                    node.details().ipAddress(),
                    node.details().systemInfo(),
                    node.status(),
                    node.quotaGb(),
                    heard.latest() == null ? null : heard.latest().totalAvailableGb(),
                    usage == null ? null : usage.usedGb(),
                    row.sites().usedBytes(),
                    row.sites().count(),
                    backups,
                    node.details().master(),
                    node.apiKeyId(),
                    heard.health(),
                    heard.lastSeen(),
                    node.createdAt(),
                    heard.measured());
        }
    }

    /** What a node measured; percents are 0 to 100. */
    record Measured(
            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double cpuUsage,

            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double memoryUsage,

            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double diskUsage,

            @Nullable Integer activeBackups,
            Instant timestamp) {}

    /** What is heard of a node. */
    record Heard(
            @Nullable NodeHealth health,
            @Nullable Instant lastSeen,
            @Nullable NodeStats latest) {
        static final Heard UNKNOWN = new Heard(null, null, null);

        List<Measured> measured() {
            return latest == null
                    ? List.of()
                    : List.of(new Measured(
                            latest.cpuPercent(),
                            latest.memoryPercent(),
                            latest.diskPercent(),
                            latest.activeBackups(),
                            latest.timestamp()));
        }
    }

    /**
     * How much of its quota a node uses, and its sites of theirs; with {@code as_of} null for all that depends on use.
     *
     * @param usagePercent to one decimal; null without a quota
     * @param sitesWarning how many use 80 % or more of their quota, and not more than all of it
     */
    record QuotaStatus(
            long nodeId,
            String hostname,
            @Nullable Double usedGb,

            @JsonSerialize(using = CompactDoubleSerializer.class) @Nullable
            Double quotaGb,

            @Nullable Double usagePercent,
            @Nullable Boolean isOverQuota,
            long sitesCount,
            @Nullable Long sitesOverQuota,
            @Nullable Long sitesWarning,
            List<SiteView> sitesBreakdown) {}

    /** The sites of a node. */
    record SiteList(List<SiteView> sites, long total) {}

    /** A part of the backups of a node. */
    record BackupList(List<BackupView> backups, long total) {}
}
