package dev.fleetledger.command.identity;

import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.event.Concealed;
import dev.fleetledger.schemas.event.UserDetails;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSet;

/**
 * A user as the deciders know them.
 *
 * @param passwordHash sealed
 * @param lastLogin when they last logged in, or null before the first time
 * @param sessions that go on
 * @param apiKeys that are good
 */
public record User(
        long number,
        UserDetails details,
        Concealed passwordHash,
        Instant createdAt,
        @Nullable Instant lastLogin,
        PSet<UUID> sessions,
        PSet<UUID> apiKeys) {

    /** All they may do. */
    public Set<Permission> permissions() {
        return permissions(details);
    }

    /** All a user may do of whom this is said; a role that this version does not know allows nothing. */
    static Set<Permission> permissions(UserDetails details) {
        return details.permissions() == null
                ? Role.find(details.role()).map(Role::permissions).orElse(Set.of())
                : Permission.of(details.permissions());
    }

    /** Whether they may do everything, and log in to do it. */
    boolean isActiveAdmin() {
        return !details.disabled() && permissions().contains(Permission.SYSTEM_ADMIN);
    }

    AggregateRef subject() {
        return subject(number);
    }

    static AggregateRef subject(long number) {
        return new AggregateRef(AggregateType.USER, Long.toString(number));
    }

    User with(UserDetails details) {
        return new User(number, details, passwordHash, createdAt, lastLogin, sessions, apiKeys);
    }

    User with(Concealed passwordHash) {
        return new User(number, details, passwordHash, createdAt, lastLogin, sessions, apiKeys);
    }

    User loggedIn(UUID session, Instant at) {
        return new User(number, details, passwordHash, createdAt, at, sessions.plus(session), apiKeys);
    }

    User withoutSession(UUID session) {
        return new User(number, details, passwordHash, createdAt, lastLogin, sessions.minus(session), apiKeys);
    }

    User withApiKey(UUID key) {
        return withApiKeys(apiKeys.plus(key));
    }

    User withApiKeys(PSet<UUID> keys) {
        return new User(number, details, passwordHash, createdAt, lastLogin, sessions, keys);
    }
}
