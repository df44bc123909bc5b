package dev.fleetledger.query.system;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Figures of the platform as a whole, for Gough. */
public record SystemMetrics(Instant timestamp, Usage system, Services services, Servers servers) {

    /**
     * What the servers that are heard of measured last.
     *
     * @param cpuUsage percent, on average; null if none measures it
     * @param memoryUsage likewise
     * @param diskUsage likewise
     * @param networkIn bytes that they received since they started, together
     * @param networkOut bytes that they sent
     */
    public record Usage(
            @Nullable Double cpuUsage,
            @Nullable Double memoryUsage,
            @Nullable Double diskUsage,
            long networkIn,
            long networkOut) {}

    /**
     * What is asked of this service.
     *
     * @param activeConnections open ones
     * @param responseTimeAvg milliseconds, of late
     * @param requestsPerSecond over the last minute
     */
    public record Services(int activeConnections, double responseTimeAvg, double requestsPerSecond) {}

    /** How many servers there are. */
    public record Servers(long total, long online, long deploying, long failed) {}
}
