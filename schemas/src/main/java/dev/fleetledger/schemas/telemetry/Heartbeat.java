package dev.fleetledger.schemas.telemetry;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A sign of life of a server, with what it measured.
 *
 * @param serverId its uuid
 * @param timestamp when it measured, by its own clock; milliseconds
 * @param receivedAt when the platform took it in; milliseconds
 */
public record Heartbeat(
        UUID serverId,
        Instant timestamp,
        Instant receivedAt,
        @Nullable String hostname,
        @Nullable String agentVersion,
        @Nullable OsInfo osInfo,
        Vitals vitals)
        implements Telemetry {}
