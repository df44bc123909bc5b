package dev.fleetledger.command.identity;

import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.IdentityEvent;
import dev.fleetledger.schemas.event.SessionEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SessionEvent.SessionRefreshed;
import dev.fleetledger.schemas.event.SigningKeyEvent;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyPublished;
import dev.fleetledger.schemas.event.SigningKeyEvent.SigningKeyRetired;
import dev.fleetledger.schemas.event.UserEvent;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;

/**
 * Who is known to a fleet.
 *
 * @param users by number
 * @param byEmail their numbers by e-mail address in lower case
 * @param lastUserNumber the number given last
 * @param sessions that go on
 * @param apiKeys that were not revoked
 * @param signingKeys public keys by name
 */
public record IdentityState(
        PMap<Long, User> users,
        PMap<String, Long> byEmail,
        long lastUserNumber,
        PMap<UUID, Session> sessions,
        PMap<UUID, ApiKey> apiKeys,
        PMap<String, String> signingKeys) {

    public static final IdentityState EMPTY = new IdentityState(
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            0,
            HashTreePMap.empty(),
            HashTreePMap.empty(),
            HashTreePMap.empty());

    public Optional<User> user(long number) {
        return Optional.ofNullable(users.get(number));
    }

    /** The user of that address, whatever its case. */
    public Optional<User> userByEmail(String email) {
        return Optional.ofNullable(byEmail.get(fold(email))).map(users::get);
    }

    public Optional<Session> session(UUID id) {
        return Optional.ofNullable(sessions.get(id));
    }

    public Optional<ApiKey> apiKey(UUID id) {
        return Optional.ofNullable(apiKeys.get(id));
    }

    /** E-mail addresses are one user's regardless of case. */
    static String fold(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    /** The state after one more event. */
    public IdentityState evolve(IdentityEvent event, EventMetadata metadata) {
        return switch (event) {
            case UserEvent of -> evolve(of, metadata);
            case SessionEvent of -> evolve(of, metadata);
            case ApiKeyEvent of -> evolve(of, metadata);
            case SigningKeyEvent of -> evolve(of);
        };
    }

    private IdentityState evolve(UserEvent event, EventMetadata metadata) {
        return switch (event) {
            case UserCreated created ->
                new IdentityState(
                        users.plus(
                                created.userNumber(),
                                new User(
                                        created.userNumber(),
                                        created.details(),
                                        created.passwordHash(),
                                        metadata.time(),
                                        null,
                                        HashTreePSet.empty(),
                                        HashTreePSet.empty())),
                        byEmail.plus(fold(created.details().email()), created.userNumber()),
                        created.userNumber(),
                        sessions,
                        apiKeys,
                        signingKeys);
            case UserUpdated updated -> {
                var user = known(updated.userNumber());
                yield with(user.with(updated.details()))
                        .withEmails(byEmail.minus(fold(user.details().email()))
                                .plus(fold(updated.details().email()), user.number()));
            }
            case UserPasswordChanged changed -> with(known(changed.userNumber()).with(changed.passwordHash()));
            case UserDeleted deleted -> {
                var email = known(deleted.userNumber()).details().email();
                yield withUsers(users.minus(deleted.userNumber())).withEmails(byEmail.minus(fold(email)));
            }
        };
    }

    private IdentityState evolve(SessionEvent event, EventMetadata metadata) {
        return switch (event) {
            case SessionOpened opened ->
                with(known(opened.userNumber()).loggedIn(opened.sessionId(), metadata.time()))
                        .withSessions(sessions.plus(
                                opened.sessionId(),
                                new Session(
                                        opened.sessionId(),
                                        opened.userNumber(),
                                        1,
                                        metadata.time(),
                                        opened.expiresAt())));
            case SessionRefreshed refreshed -> {
                var id = refreshed.sessionId();
                var user = Objects.requireNonNull(sessions.get(id), "a session that never was")
                        .user();
                yield withSessions(sessions.plus(
                        id, new Session(id, user, refreshed.generation(), metadata.time(), refreshed.expiresAt())));
            }
            case SessionEnded ended -> {
                var session = Objects.requireNonNull(sessions.get(ended.sessionId()), "a session that never was");
                // It may end because its user is gone.
                yield user(session.user())
                        .map(user -> with(user.withoutSession(session.id())))
                        .orElse(this)
                        .withSessions(sessions.minus(session.id()));
            }
        };
    }

    private IdentityState evolve(ApiKeyEvent event, EventMetadata metadata) {
        return switch (event) {
            case ApiKeyCreated created -> {
                var owned = created.owner() == ApiKeyEvent.NO_USER
                        ? this
                        : with(known(created.owner()).withApiKey(created.keyId()));
                yield owned.withApiKeys(apiKeys.plus(
                        created.keyId(),
                        new ApiKey(
                                created.keyId(),
                                created.name(),
                                created.owner(),
                                Permission.of(created.scopes()),
                                created.serverId(),
                                metadata.time(),
                                created.expiresAt(),
                                created.hash())));
            }
            case ApiKeyRevoked revoked -> {
                var key = Objects.requireNonNull(apiKeys.get(revoked.keyId()), "a key that never was");
                yield user(key.owner())
                        .map(owner -> with(owner.withApiKeys(owner.apiKeys().minus(key.id()))))
                        .orElse(this)
                        .withApiKeys(apiKeys.minus(key.id()));
            }
        };
    }

    private IdentityState evolve(SigningKeyEvent event) {
        return switch (event) {
            case SigningKeyPublished published ->
                withSigningKeys(signingKeys.plus(published.kid(), published.publicKey()));
            case SigningKeyRetired retired -> withSigningKeys(signingKeys.minus(retired.kid()));
        };
    }

    private User known(long number) {
        return Objects.requireNonNull(users.get(number), "an event of a user that never was");
    }

    private IdentityState with(User user) {
        return withUsers(users.plus(user.number(), user));
    }

    private IdentityState withUsers(PMap<Long, User> users) {
        return new IdentityState(users, byEmail, lastUserNumber, sessions, apiKeys, signingKeys);
    }

    private IdentityState withEmails(PMap<String, Long> byEmail) {
        return new IdentityState(users, byEmail, lastUserNumber, sessions, apiKeys, signingKeys);
    }

    private IdentityState withSessions(PMap<UUID, Session> sessions) {
        return new IdentityState(users, byEmail, lastUserNumber, sessions, apiKeys, signingKeys);
    }

    private IdentityState withApiKeys(PMap<UUID, ApiKey> apiKeys) {
        return new IdentityState(users, byEmail, lastUserNumber, sessions, apiKeys, signingKeys);
    }

    private IdentityState withSigningKeys(PMap<String, String> signingKeys) {
        return new IdentityState(users, byEmail, lastUserNumber, sessions, apiKeys, signingKeys);
    }
}
