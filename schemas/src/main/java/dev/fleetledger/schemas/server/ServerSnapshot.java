package dev.fleetledger.schemas.server;

import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.machine.Lifecycle;
import dev.fleetledger.schemas.telemetry.OsInfo;
import dev.fleetledger.schemas.telemetry.Vitals;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server: the ledger's facts joined with its telemetry; the value of {@code fleet.servers}.
 *
 * @param version of the aggregate in the ledger
 * @param lastSeen the latest sign of life, or null before the first
 * @param latest the latest measurements, or null before the first
 * @param latestAt when those were measured
 */
public record ServerSnapshot(
        UUID id,
        String slug,
        long number,
        ServerDetails details,
        Instant createdAt,
        Instant updatedAt,
        long version,
        Health health,
        @Nullable Instant lastSeen,
        @Nullable Vitals latest,
        @Nullable Instant latestAt,
        @Nullable OsInfo osInfo,
        @Nullable String agentVersion,
        Lifecycle lifecycle) {
    public ServerSnapshot {
        // What was stored before there were lifecycles says nothing of them.
        lifecycle = Objects.requireNonNullElse(lifecycle, Lifecycle.NEW);
    }
}
