package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import java.time.Instant;
import java.util.UUID;

/** Facts about logins. A session is a family of refresh tokens, of which only the latest generation is good. */
public sealed interface SessionEvent extends IdentityEvent {

    /** The session's identity, in every token of it. */
    UUID sessionId();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.SESSION, sessionId().toString());
    }

    /** Why a session ended. */
    enum SessionEnd {
        LOGOUT,
        /** A refresh token came that had been exchanged before: somebody else may have it. */
        REUSED_TOKEN,
        EXPIRED,
        /** The user opened more than are kept. */
        TOO_MANY,
        PASSWORD_CHANGED,
        USER_DISABLED,
        USER_DELETED
    }

    /**
     * A user logged in; the refresh token is of generation 1.
     *
     * @param expiresAt when that token does; milliseconds
     */
    @EventType("session.opened")
    record SessionOpened(UUID sessionId, long userNumber, Instant expiresAt) implements SessionEvent {}

    /**
     * The refresh token was exchanged for one of the next generation.
     *
     * @param generation the new one's, from 2
     * @param expiresAt when the new one does; milliseconds
     */
    @EventType("session.refreshed")
    record SessionRefreshed(UUID sessionId, int generation, Instant expiresAt) implements SessionEvent {}

    /** Its tokens are good for nothing any more. */
    @EventType("session.ended")
    record SessionEnded(UUID sessionId, SessionEnd cause) implements SessionEvent {}
}
