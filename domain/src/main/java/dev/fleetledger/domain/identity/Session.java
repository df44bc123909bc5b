package dev.fleetledger.domain.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.SessionEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A login that goes on, with its family of refresh tokens.
 *
 * @param user the user's number
 * @param generation of the refresh token that is good, from 1
 * @param refreshedAt when that one was given out
 * @param expiresAt when that one expires
 */
public record Session(
        UUID id,
        long user,
        @JsonIgnore int generation,
        @JsonIgnore Instant refreshedAt,
        Instant expiresAt) implements Aggregate {

    /** One of the history, which tells no refresh token from another. */
    @JsonCreator
    static Session stored(
            @JsonProperty("id") UUID id,
            @JsonProperty("user") long user,
            @JsonProperty("expires_at") Instant expiresAt) {
        return new Session(id, user, 0, Instant.EPOCH, expiresAt);
    }

    /** The session after an event; null once it has ended. */
    public static @Nullable Session evolve(@Nullable Session before, SessionEvent event, EventMetadata metadata) {
        var now = metadata.time();
        return switch (event) {
            case SessionOpened opened ->
                new Session(opened.sessionId(), opened.userNumber(), 1, now, opened.expiresAt());
            case SessionRefreshed refreshed ->
                new Session(
                        refreshed.sessionId(),
                        Aggregate.known(before).user(),
                        refreshed.generation(),
                        now,
                        refreshed.expiresAt());
            case SessionEnded ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(id);
    }

    public static AggregateRef ref(UUID id) {
        return new AggregateRef(AggregateType.SESSION, id.toString());
    }
}
