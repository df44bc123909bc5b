package dev.fleetledger.ingest.node;

import dev.fleetledger.schemas.telemetry.NodeStats;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a node sends; percents are 0 to 100.
 *
 * @param totalAvailableGb the storage it has, in units of 2^30 bytes
 * @param timestamp when it measured, by its own clock; now if absent
 */
public record NodeStatsBody(
        @Nullable @DecimalMin("0") @DecimalMax("100") Double cpuPercent,
        @Nullable @DecimalMin("0") @DecimalMax("100") Double memoryPercent,
        @Nullable @DecimalMin("0") @DecimalMax("100") Double diskPercent,
        @Nullable @Min(0) @Max(1L << 60) Long uptimeSeconds,
        @Nullable @Min(0) Integer activeBackups,
        @Nullable @DecimalMin("0") @DecimalMax("1000000000") Double totalAvailableGb,
        @Nullable Instant timestamp) {

    /** As telemetry of that node. */
    NodeStats of(UUID node, Instant receivedAt) {
        return new NodeStats(
                node,
                (timestamp == null ? receivedAt : timestamp).truncatedTo(ChronoUnit.MILLIS),
                receivedAt.truncatedTo(ChronoUnit.MILLIS),
                cpuPercent,
                memoryPercent,
                diskPercent,
                uptimeSeconds,
                activeBackups,
                totalAvailableGb);
    }
}
