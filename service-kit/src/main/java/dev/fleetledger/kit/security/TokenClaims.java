package dev.fleetledger.kit.security;

import dev.fleetledger.schemas.FleetId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token says.
 *
 * @param id of this token
 * @param subject whose it is, as the ledger names them: {@code user:1}
 * @param session the login it belongs to, or null if it belongs to none
 * @param generation of a refresh token in its session, from 1; 0 for any other
 * @param issuedAt seconds
 * @param expiresAt seconds
 */
public record TokenClaims(
        Kind kind,
        UUID id,
        FleetId fleet,
        String subject,
        @Nullable UUID session,
        int generation,
        Instant issuedAt,
        Instant expiresAt) {

    /** What a token is good for; one kind never passes for another. */
    public enum Kind {
        ACCESS("at+jwt"),
        REFRESH("rt+jwt"),
        STREAM_TICKET("st+jwt");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** The token's {@code typ} header. */
        String type() {
            return type;
        }
    }
}
