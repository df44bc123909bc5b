package dev.fleetledger.query.telemetry.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server's vital signs at one time, as the ChatOps contract shows them; null where it has none. Percent have one
 * decimal.
 *
 * @param timestamp when they were measured; in a history, when the step begins
 */
public record MetricsView(
        UUID serverId,
        @Nullable Double cpuPercent,
        @Nullable Double memoryPercent,
        @Nullable Double diskPercent,
        @JsonProperty("load_1m") @Nullable Double load1m,
        @Nullable Long uptimeSeconds,
        List<DiskUsage> diskUsage,
        List<NetworkUsage> network,
        Instant timestamp) {

    public MetricsView {
        diskUsage = List.copyOf(diskUsage);
        network = List.copyOf(network);
    }

    /** A file system, in bytes. */
    public record DiskUsage(
            String path,
            @Nullable Long total,
            @Nullable Long used,
            @Nullable Long free,
            @Nullable Double percent) {}

    /** A network interface's counters, in bytes. */
    public record NetworkUsage(
            @JsonProperty("interface") String networkInterface,
            @Nullable Long bytesSent,
            @Nullable Long bytesRecv) {}
}
