package dev.fleetledger.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent tells the platform about its server at one moment. What the machine does not tell is null or empty.
 *
 * @param serverId the server's slug, UUID or number
 * @param serverIdFromHostname true if that was only made of the hostname, else null
 * @param hostname the machine's own name
 * @param agentVersion the version of this agent
 * @param timestamp when this was measured, written in UTC
 * @param osInfo what runs the machine
 * @param metrics how the machine is doing
 */
@JsonNaming(SnakeCaseStrategy.class)
public record Heartbeat(
        String serverId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean serverIdFromHostname,
        @Nullable String hostname,
        String agentVersion,
        @JsonSerialize(using = ToStringSerializer.class) Instant timestamp,
        OsInfo osInfo,
        Metrics metrics) {

    /**
     * What runs the machine.
     *
     * @param os name and version of the operating system
     * @param kernel version of the kernel
     * @param architecture of the processor, such as amd64
     * @param uptimeSeconds since the machine started
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record OsInfo(
            @Nullable String os,
            @Nullable String kernel,
            @Nullable String architecture,
            @Nullable Long uptimeSeconds) {}

    /**
     * Percents are 0..100 with one decimal.
     *
     * @param cpuPercent of all processors, since the heartbeat before
     * @param memoryPercent of the memory that is not available to programs
     * @param diskPercent of the file system at the root, else of the largest
     * @param load1m the load average of the last minute, two decimals; null where there is none
     * @param diskUsage of each local file system
     * @param network of each interface but the loopback
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record Metrics(
            @Nullable Double cpuPercent,
            @Nullable Double memoryPercent,
            @Nullable Double diskPercent,
            @JsonProperty("load_1m") @Nullable Double load1m,
            List<DiskUsage> diskUsage,
            List<NetworkUsage> network) {}

    /**
     * As {@code df} shows it, in bytes: what is reserved for root is neither used nor free.
     *
     * @param path where it is mounted
     * @param total its size
     * @param used what files take
     * @param free what is left to a user who is not root
     * @param percent used, of used and free
     */
    public record DiskUsage(String path, long total, long used, long free, double percent) {}

    /**
     * What went through an interface, in bytes.
     *
     * @param name of the interface
     * @param bytesSent since the interface came up
     * @param bytesRecv since the interface came up
     */
    @JsonNaming(SnakeCaseStrategy.class)
    public record NetworkUsage(@JsonProperty("interface") String name, long bytesSent, long bytesRecv) {}
}
