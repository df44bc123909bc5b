package dev.fleetledger.domain.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.schemas.alert.Severity;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A silence: which alerts nobody is told of. All that is not null has to match.
 *
 * @param owner whose it is: {@code user:1}
 * @param endedAt when somebody ended it before it expired
 */
public record SilenceView(
        UUID id,
        Status status,
        String owner,
        String reason,
        Instant startsAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable UUID serverId,
        @Nullable String tag,
        @Nullable UUID thresholdId,
        @Nullable String metricType,
        @Nullable Severity severity,
        Instant createdAt) {

    /** Whether it is in force. */
    public enum Status {
        PENDING,
        ACTIVE,
        EXPIRED;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** As of a moment, by which its status is told. */
    public static SilenceView of(Silence silence, Instant now) {
        var details = silence.details();
        return new SilenceView(
                silence.id(),
                silence.status(now),
                silence.owner(),
                details.reason(),
                details.startsAt(),
                details.expiresAt(),
                silence.endedAt(),
                details.serverId(),
                details.tag(),
                details.thresholdId(),
                details.metricType(),
                details.severity(),
                silence.createdAt());
    }
}
