package dev.fleetledger.query.projection.server;

import dev.fleetledger.domain.server.Server;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import dev.fleetledger.schemas.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a server's snapshot goes on; pure. */
final class Snapshots {

    private Snapshots() {}

    /** After an event of the ledger; null once the server is deleted. */
    static @Nullable ServerSnapshot after(ServerEvent event, EventMetadata metadata, @Nullable ServerSnapshot before) {
        var server = Server.evolve(before == null ? null : Server.of(before), event, metadata);
        return server == null ? null : server.snapshot(metadata.version(), before);
    }

    /** After a heartbeat: an older one than the latest still is a sign of life, but measures nothing new. */
    static ServerSnapshot after(Heartbeat heartbeat, ServerSnapshot before) {
        var measuredAt = Telemetry.measuredAt(heartbeat.timestamp(), heartbeat.receivedAt());
        var newer = before.latestAt() == null || !measuredAt.isBefore(before.latestAt());
        return new ServerSnapshot(
                before.id(),
                before.slug(),
                before.number(),
                before.details(),
                before.createdAt(),
                before.updatedAt(),
                before.version(),
                before.health(),
                before.lastSeen() == null ? heartbeat.receivedAt() : later(before.lastSeen(), heartbeat.receivedAt()),
                newer ? heartbeat.vitals() : before.latest(),
                newer ? measuredAt : before.latestAt(),
                newer && heartbeat.osInfo() != null ? heartbeat.osInfo() : before.osInfo(),
                newer && heartbeat.agentVersion() != null ? heartbeat.agentVersion() : before.agentVersion(),
                before.lifecycle());
    }

    /** With the health it has at this time. */
    static ServerSnapshot at(Instant now, Duration offlineAfter, ServerSnapshot server) {
        var health = server.lastSeen() == null
                ? Health.UNKNOWN
                : now.isAfter(server.lastSeen().plus(offlineAfter)) ? Health.OFFLINE : Health.ONLINE;
        return new ServerSnapshot(
                server.id(),
                server.slug(),
                server.number(),
                server.details(),
                server.createdAt(),
                server.updatedAt(),
                server.version(),
                health,
                server.lastSeen(),
                server.latest(),
                server.latestAt(),
                server.osInfo(),
                server.agentVersion(),
                server.lifecycle());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
