package dev.fleetledger.schemas.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server's own measurements at one time; null where it has none.
 *
 * @param cpuPercent 0 to 100
 * @param memoryPercent 0 to 100
 * @param diskPercent 0 to 100, of its main file system
 * @param load1m average run queue length over a minute
 */
public record Vitals(
        @Nullable Double cpuPercent,
        @Nullable Double memoryPercent,
        @Nullable Double diskPercent,
        @Nullable Double load1m,
        List<DiskUsage> diskUsage,
        List<NetworkUsage> network) {

    public Vitals {
        diskUsage = List.copyOf(diskUsage);
        network = List.copyOf(network);
    }

    /** A file system, in bytes; {@code percent} is 0 to 100. */
    public record DiskUsage(String path, long total, long used, long free, double percent) {}

    /** A network interface's counters since the system started, in bytes. */
    public record NetworkUsage(String networkInterface, long bytesSent, long bytesReceived) {}
}
