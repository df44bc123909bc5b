package dev.fleetledger.query.projection.server;

import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import dev.fleetledger.schemas.event.ServerEvent.ServerUpdated;
import dev.fleetledger.schemas.server.Health;
import dev.fleetledger.schemas.server.ServerSnapshot;
import dev.fleetledger.schemas.telemetry.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How a server's snapshot goes on; pure. */
final class Snapshots {

    private Snapshots() {}

    /** After an event of the ledger; null once the server is deleted. */
    static @Nullable ServerSnapshot after(ServerEvent event, EventMetadata metadata, @Nullable ServerSnapshot before) {
        return switch (event) {
            case ServerRegistered registered ->
                new ServerSnapshot(
                        registered.serverId(),
                        registered.slug(),
                        registered.number(),
                        registered.details(),
                        metadata.time(),
                        metadata.time(),
                        metadata.version(),
                        Health.UNKNOWN,
                        null,
                        null,
                        null,
                        null,
                        null);
            case ServerUpdated updated ->
                changed(
                        Objects.requireNonNull(before, "an update of a server that was never registered"),
                        updated.details(),
                        metadata);
            case ServerDeleted deleted -> null;
        };
    }

    /** After a heartbeat: an older one than the latest still is a sign of life, but measures nothing new. */
    static ServerSnapshot after(Heartbeat heartbeat, ServerSnapshot before) {
        // A clock that runs ahead must not outdo the heartbeats after it was set right.
        var measuredAt = earlier(heartbeat.timestamp(), heartbeat.receivedAt());
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
                newer && heartbeat.agentVersion() != null ? heartbeat.agentVersion() : before.agentVersion());
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
                server.agentVersion());
    }

    private static ServerSnapshot changed(ServerSnapshot before, ServerDetails details, EventMetadata metadata) {
        return new ServerSnapshot(
                before.id(),
                before.slug(),
                before.number(),
                details,
                before.createdAt(),
                metadata.time(),
                metadata.version(),
                before.health(),
                before.lastSeen(),
                before.latest(),
                before.latestAt(),
                before.osInfo(),
                before.agentVersion());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
