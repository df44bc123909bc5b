package dev.fleetledger.domain.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as the homelab and the ChatOps contract show it: all fields of both, so that a client of either finds its
 * own. Only {@code id} differs.
 *
 * @param id the slug for homelab, the uuid for ChatOps
 * @param number counted per fleet from 1
 * @param host the same as hostname
 * @param name the same as displayName
 * @param status its health
 * @param lastSeen null before the first sign of life
 * @param latestMetrics null before the first report
 * @param version of the aggregate; the ETag
 * @param powerFeeds where it draws its power, if that was asked for; else left out
 */
public record ServerView(
        String id,
        String slug,
        UUID uuid,
        long number,
        String hostname,
        String host,
        String name,
        String displayName,
        int port,
        @Nullable String ipAddress,
        Health status,
        Lifecycle lifecycle,
        @Nullable Integer tdpWatts,
        List<String> tags,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSeen,
        @Nullable LatestMetrics latestMetrics,
        @Nullable OsInfo osInfo,
        @Nullable String agentVersion,
        long version,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<PowerFeed> powerFeeds) {

    /** Where a device that is the server draws its power. */
    public record PowerFeed(
            UUID pduId, String pduCode, String pduName, UUID socketId, int socketNumber, UUID deviceId) {}

    /** The same, fed from there. */
    public ServerView with(List<PowerFeed> feeds) {
        return new ServerView(
                id,
                slug,
                uuid,
                number,
                hostname,
                host,
                name,
                displayName,
                port,
                ipAddress,
                status,
                lifecycle,
                tdpWatts,
                tags,
                createdAt,
                updatedAt,
                lastSeen,
                latestMetrics,
                osInfo,
                agentVersion,
                version,
                feeds);
    }

    /**
     * In percent with one decimal; null where the server does not measure it.
     */
    public record LatestMetrics(
            @Nullable Double cpuPercent,
            @Nullable Double memoryPercent,
            @Nullable Double diskPercent) {

        private static LatestMetrics of(Vitals vitals) {
            return new LatestMetrics(
                    oneDecimal(vitals.cpuPercent()),
                    oneDecimal(vitals.memoryPercent()),
                    oneDecimal(vitals.diskPercent()));
        }

        private static @Nullable Double oneDecimal(@Nullable Double percent) {
            return percent == null ? null : Math.round(percent * 10) / 10.0;
        }
    }

    /** As homelab shows it. */
    public static ServerView homelab(ServerSnapshot server) {
        return of(server.slug(), server);
    }

    /** As ChatOps shows it. */
    public static ServerView chatops(ServerSnapshot server) {
        return of(server.id().toString(), server);
    }

    private static ServerView of(String id, ServerSnapshot server) {
        var details = server.details();
        return new ServerView(
                id,
                server.slug(),
                server.id(),
                server.number(),
                details.hostname(),
                details.hostname(),
                details.displayName(),
                details.displayName(),
                details.port(),
                details.ipAddress(),
                server.health(),
                server.lifecycle(),
                details.tdpWatts(),
                details.tags(),
                server.createdAt(),
                server.updatedAt(),
                server.lastSeen(),
                server.latest() == null ? null : LatestMetrics.of(server.latest()),
                server.osInfo(),
                server.agentVersion(),
                server.version(),
                null);
    }
}
