package dev.fleetledger.schemas.event;

import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;

/** Facts about users. */
public sealed interface UserEvent extends IdentityEvent {

    /** Counted up per fleet from 1; never used again. */
    long userNumber();

    @Override
    default AggregateRef aggregate() {
        return new AggregateRef(AggregateType.USER, Long.toString(userNumber()));
    }

    /**
     * There is a new user.
     *
     * @param passwordHash Argon2id in PHC form, sealed
     */
    @EventType("user.created")
    record UserCreated(long userNumber, UserDetails details, Concealed passwordHash) implements UserEvent {}

    /**
     * What is said of a user changed.
     *
     * @param details everything as it is from now on, changed or not
     */
    @EventType("user.updated")
    record UserUpdated(long userNumber, UserDetails details) implements UserEvent {}

    /**
     * A user has another password.
     *
     * @param passwordHash Argon2id in PHC form, sealed
     */
    @EventType("user.password_changed")
    record UserPasswordChanged(long userNumber, Concealed passwordHash) implements UserEvent {}

    /** A user is gone; the e-mail address is free again, the number is not. */
    @EventType("user.deleted")
    record UserDeleted(long userNumber) implements UserEvent {}
}
