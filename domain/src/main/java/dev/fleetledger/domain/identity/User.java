package dev.fleetledger.domain.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param password its hash, sealed
 * @param lastLogin when they last logged in, or null before the first time; told by a session's event, so no part of a
 *     user's history
 */
public record User(
        @JsonProperty("id") long number,
        @JsonUnwrapped UserDetails details,
        SealedSecret password,
        Instant createdAt,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable
        Instant lastLogin)
        implements Aggregate {

    /** The user after an event; null once they are gone. */
    public static @Nullable User evolve(@Nullable User before, UserEvent event, EventMetadata metadata) {
        return switch (event) {
            case UserCreated created ->
                new User(
                        created.userNumber(),
                        created.details(),
                        new SealedSecret(created.passwordHash(), metadata.version()),
                        metadata.time(),
                        null);
            case UserUpdated updated -> Aggregate.known(before).with(updated.details());
            case UserPasswordChanged changed ->
                Aggregate.known(before).with(new SealedSecret(changed.passwordHash(), metadata.version()));
            case UserDeleted ignored -> null;
        };
    }

    @Override
    public AggregateRef ref() {
        return ref(number);
    }

    public static AggregateRef ref(long number) {
        return new AggregateRef(AggregateType.USER, Long.toString(number));
    }

    /** Sealed; throws NullPointerException of a user of the history, which keeps none. */
    public Concealed passwordHash() {
        return password.known();
    }

    /** The same user, having last logged in then. */
    public User loggedIn(@Nullable Instant at) {
        return new User(number, details, password, createdAt, at);
    }

    private User with(UserDetails newDetails) {
        return new User(number, newDetails, password, createdAt, lastLogin);
    }

    private User with(SealedSecret newPassword) {
        return new User(number, details, newPassword, createdAt, lastLogin);
    }
}
