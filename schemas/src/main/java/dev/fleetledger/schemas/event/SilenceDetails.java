package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.alert.Severity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts nobody is told of, and why. All that is not null has to match.
 *
 * @param reason in the words of who asked for it
 * @param startsAt milliseconds
 * @param expiresAt milliseconds, after startsAt
 * @param serverId alerts about this server
 * @param tag alerts about servers that have it
 * @param thresholdId alerts by this threshold
 * @param metricType alerts about this metric
 * @param severity alerts as bad as that
 */
public record SilenceDetails(
        String reason,
        Instant startsAt,
        Instant expiresAt,
        @Nullable UUID serverId,
        @Nullable String tag,
        @Nullable UUID thresholdId,
        @Nullable String metricType,
        @Nullable Severity severity) {}
