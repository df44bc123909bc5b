package dev.fleetledger.ingest.heartbeat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an agent sends.
 *
 * @param serverId the server's slug, uuid or number
 * @param serverIdFromHostname whether the agent only made that of its hostname; then the server is found by the hostname
 * @param timestamp when it measured, by its own clock
 */
public record HeartbeatBody(
        @NotNull @Size(min = 1, max = 63) String serverId,
        @Nullable Boolean serverIdFromHostname,
        @Nullable @Size(min = 1, max = 253) String hostname,
        @Nullable @Size(max = 64) String agentVersion,
        @NotNull Instant timestamp,
        @Nullable @Valid Platform osInfo,
        @NotNull @Valid Metrics metrics) {

    /** So that what many servers report can be added up. */
    private static final long MOST = 1L << 60;

    /** What the server runs. */
    public record Platform(
            @Nullable @Size(max = 200) String os,
            @Nullable @Size(max = 200) String kernel,
            @Nullable @Size(max = 64) String architecture,
            @Nullable @Min(0) @Max(MOST) Long uptimeSeconds) {}

    /** What it measured; percents are 0 to 100. */
    public record Metrics(
            @Nullable @DecimalMin("0") @DecimalMax("100") Double cpuPercent,
            @Nullable @DecimalMin("0") @DecimalMax("100") Double memoryPercent,
            @Nullable @DecimalMin("0") @DecimalMax("100") Double diskPercent,

            @JsonProperty("load_1m") @Nullable @DecimalMin("0")
            Double load1m,

            @Nullable @Size(max = 256) List<@NotNull @Valid Disk> diskUsage,
            @Nullable @Size(max = 256) List<@NotNull @Valid Network> network) {}

    /** A file system, in bytes. */
    public record Disk(
            @NotNull @Size(min = 1, max = 4096) String path,
            @NotNull @Min(0) @Max(MOST) Long total,
            @NotNull @Min(0) @Max(MOST) Long used,
            @NotNull @Min(0) @Max(MOST) Long free,
            @NotNull @DecimalMin("0") @DecimalMax("100") Double percent) {}

    /** An interface's counters, in bytes. */
    public record Network(
            @JsonProperty("interface") @NotNull @Size(min = 1, max = 64)
            String name,

            @NotNull @Min(0) @Max(MOST) Long bytesSent,
            @NotNull @Min(0) @Max(MOST) Long bytesRecv) {}

    /** By what the server is found. */
    ServerName named() {
        return hostname != null && Boolean.TRUE.equals(serverIdFromHostname)
                ? ServerName.host(hostname)
                : ServerName.id(serverId);
    }

    /** As telemetry of that server. */
    Heartbeat of(UUID server, Instant receivedAt) {
        return new Heartbeat(
                server,
                timestamp.truncatedTo(ChronoUnit.MILLIS),
                receivedAt.truncatedTo(ChronoUnit.MILLIS),
                hostname,
                agentVersion,
                osInfo == null
                        ? null
                        : new OsInfo(osInfo.os(), osInfo.kernel(), osInfo.architecture(), osInfo.uptimeSeconds()),
                new Vitals(
                        metrics.cpuPercent(),
                        metrics.memoryPercent(),
                        metrics.diskPercent(),
                        metrics.load1m(),
                        orNone(metrics.diskUsage()).stream()
                                .map(disk -> new Vitals.DiskUsage(
                                        disk.path(), disk.total(), disk.used(), disk.free(), disk.percent()))
                                .toList(),
                        orNone(metrics.network()).stream()
                                .map(network -> new Vitals.NetworkUsage(
                                        network.name(), network.bytesSent(), network.bytesRecv()))
                                .toList()));
    }

    private static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
