package dev.fleetledger.command.alert;

import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.telemetry.SeriesText;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A silence as a client creates it. It needs at least one of what follows expiresAt; all that is there has to match.
 *
 * @param startsAt now if absent or past
 * @param expiresAt a year from now at most
 * @param serverId slug, uuid or number
 */
public record NewSilence(
        @NotBlank @Size(max = 500) String reason,
        @Nullable Instant startsAt,
        @NotNull Instant expiresAt,
        @Nullable @Size(min = 1, max = 63) String serverId,
        @Nullable @Size(min = 1, max = 64) String tag,
        @Nullable UUID thresholdId,

        @Nullable
        @Size(min = 1, max = SeriesText.LONGEST_NAME)
        @Pattern(regexp = SeriesText.PATTERN, message = SeriesText.PATTERN_MESSAGE)
        String metricType,

        @Nullable Severity severity) {}
