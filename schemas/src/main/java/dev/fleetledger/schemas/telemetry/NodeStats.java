package dev.fleetledger.schemas.telemetry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a node, with what it measured; null where it has nothing to say.
 *
 * @param nodeId its uuid
 * @param timestamp when it measured, by its own clock; milliseconds
 * @param receivedAt when the platform took it in; milliseconds
 * @param cpuPercent 0 to 100
 * @param memoryPercent 0 to 100
 * @param diskPercent 0 to 100
 * @param uptimeSeconds from 0
 * @param activeBackups from 0
 * @param totalAvailableGb the storage it has, in units of 2^30 bytes, from 0
 */
public record NodeStats(
        UUID nodeId,
        Instant timestamp,
        Instant receivedAt,
        @Nullable Double cpuPercent,
        @Nullable Double memoryPercent,
        @Nullable Double diskPercent,
        @Nullable Long uptimeSeconds,
        @Nullable Integer activeBackups,
        @Nullable Double totalAvailableGb)
        implements NodeTelemetry {}
