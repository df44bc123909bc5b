package dev.fleetledger.query.node;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.fleetledger.kit.http.Shortest;
import dev.fleetledger.kit.node.BackupView;
import dev.fleetledger.kit.node.Membership;
import dev.fleetledger.kit.node.SiteView;
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
     * @param health null while that is unknown, and with {@code as_of}
     * @param stats what it measured last; empty before its first report, while that is unknown, and with {@code as_of}
     */
    record NodeSummary(
            long id,
            String hostname,
            UUID uuid,
            @Nullable String ipAddress,
            Membership status,
            @JsonSerialize(using = Shortest.class) @Nullable Double storageQuotaGb,
            long storageUsedBytes,
            boolean isMaster,
            @Nullable NodeHealth health,
            @Nullable Instant lastSeen,
            Instant createdAt,
            List<Measured> stats) {

        static NodeSummary of(NodeRow node, Heard heard) {
            return new NodeSummary(
                    node.number(),
                    node.text("hostname"),
                    node.uuid(),
                    node.optional("ip_address"),
                    Membership.of(node.active()),
                    node.usage().quotaGb(),
                    node.usage().usedBytes(),
                    node.master(),
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
     * @param apiKeyId of the key that it was given; null before that
     */
    record NodeDescription(
            long id,
            String hostname,
            UUID uuid,
            @Nullable String ipAddress,
            @Nullable String systemInfo,
            Membership status,
            @JsonSerialize(using = Shortest.class) @Nullable Double storageQuotaGb,
            @JsonSerialize(using = Shortest.class) @Nullable Double totalAvailableGb,
            double storageUsedGb,
            long storageUsedBytes,
            long sitesCount,
            long backupsCount,
            boolean isMaster,
            @Nullable UUID apiKeyId,
            @Nullable NodeHealth health,
            @Nullable Instant lastSeen,
            Instant createdAt,
            List<Measured> stats) {

        static NodeDescription of(NodeRow node, long backups, Heard heard) {
            var key = node.optional("api_key_id");
            return new NodeDescription(
                    node.number(),
                    node.text("hostname"),
                    node.uuid(),
                    node.optional("ip_address"),
                    node.optional("system_info"),
                    Membership.of(node.active()),
                    node.usage().quotaGb(),
                    heard.latest() == null ? null : heard.latest().totalAvailableGb(),
                    node.usage().usedGb(),
                    node.usage().usedBytes(),
                    node.sites().count(),
                    backups,
                    node.master(),
                    key == null ? null : UUID.fromString(key),
                    heard.health(),
                    heard.lastSeen(),
                    node.createdAt(),
                    heard.measured());
        }
    }

    /** What a node measured; percents are 0 to 100. */
    record Measured(
            @JsonSerialize(using = Shortest.class) @Nullable Double cpuUsage,
            @JsonSerialize(using = Shortest.class) @Nullable Double memoryUsage,
            @JsonSerialize(using = Shortest.class) @Nullable Double diskUsage,
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
     * How much of its quota a node uses, and its sites of theirs.
     *
     * @param usagePercent to one decimal; null without a quota
     * @param sitesWarning how many use 80 % or more of their quota, and not more than all of it
     */
    record QuotaStatus(
            long nodeId,
            String hostname,
            double usedGb,
            @JsonSerialize(using = Shortest.class) @Nullable Double quotaGb,
            @Nullable Double usagePercent,
            boolean isOverQuota,
            long sitesCount,
            long sitesOverQuota,
            long sitesWarning,
            List<SiteView> sitesBreakdown) {}

    /** The sites of a node. */
    record SiteList(List<SiteView> sites, long total) {}

    /** A part of the backups of a node. */
    record BackupList(List<BackupView> backups, long total) {}
}
