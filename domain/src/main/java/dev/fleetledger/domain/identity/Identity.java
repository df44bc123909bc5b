package dev.fleetledger.domain.identity;

import dev.fleetledger.domain.Aggregate;
import dev.fleetledger.domain.Table;
import dev.fleetledger.domain.text.Lookalikes;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.event.EventMetadata;
import dev.fleetledger.schemas.event.IdentityEvent;
import dev.fleetledger.schemas.event.SessionEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionOpened;
import dev.fleetledger.schemas.event.SigningKeyEvent;
import dev.fleetledger.schemas.event.UserEvent;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Who is known to a fleet.
 *
 * @param users by number
 * @param lastUserNumber the number given last
 * @param sessions that go on
 * @param apiKeys that were not revoked
 * @param signingKeys by name
 */
public record Identity(
        Table<Long, User> users,
        long lastUserNumber,
        Table<UUID, Session> sessions,
        Table<UUID, ApiKey> apiKeys,
        Table<String, SigningKey> signingKeys) {
    private static final Table.Key<User, String> EMAIL =
            new Table.Key<>(user -> Stream.of(fold(user.details().email())));
    /** That of several users, if they were let in once. */
    private static final Table.Key<User, String> LOOK =
            new Table.Key<>(user -> Stream.of(Lookalikes.fold(user.details().email())));

    private static final Table.Key<Session, Long> USER = new Table.Key<>(session -> Stream.of(session.user()));
    private static final Table.Key<ApiKey, Long> OWNER =
            new Table.Key<>(key -> key.owner() == ApiKeyEvent.NO_USER ? Stream.empty() : Stream.of(key.owner()));
    private static final Table.Key<ApiKey, UUID> SERVER = new Table.Key<>(key -> Stream.ofNullable(key.serverId()));

    public static final Identity EMPTY = new Identity(
            Table.by(List.of(EMAIL, LOOK)),
            0,
            Table.by(List.of(USER)),
            Table.by(List.of(OWNER, SERVER)),
            Table.by(List.of()));

    public Optional<User> user(long number) {
        return users.find(number);
    }

    /** The user of that address, whatever its case. */
    public Optional<User> userByEmail(String email) {
        return users.find(EMAIL, fold(email));
    }

    /** Whether a user other than that one has an address that looks like it. */
    public boolean isEmailTaken(String email, long user) {
        return users.all(LOOK, Lookalikes.fold(email)).stream().anyMatch(other -> other.number() != user);
    }

    /** The one spelling of an address: addresses are one user's regardless of case. */
    public static String fold(String email) {
        return email.toLowerCase(Locale.ROOT);
    }

    public Optional<Session> session(UUID id) {
        return sessions.find(id);
    }

    /** The sessions of a user, in a fixed order. */
    public List<Session> sessionsOf(long user) {
        return sessions.all(USER, user);
    }

    public Optional<ApiKey> apiKey(UUID id) {
        return apiKeys.find(id);
    }

    /** The API keys of a user, in a fixed order. */
    public List<ApiKey> apiKeysOf(long owner) {
        return apiKeys.all(OWNER, owner);
    }

    /** The API keys bound to a server or node, in a fixed order. */
    public List<ApiKey> apiKeysFor(UUID server) {
        return apiKeys.all(SERVER, server);
    }

    public Optional<SigningKey> signingKey(String kid) {
        return signingKeys.find(kid);
    }

    /** Who is known after one more event. */
    public Identity evolve(IdentityEvent event, EventMetadata metadata) {
        return switch (event) {
            case UserEvent of -> {
                var number = of instanceof UserCreated created ? created.userNumber() : lastUserNumber;
                var evolved = users.evolve(of.userNumber(), before -> User.evolve(before, of, metadata));
                yield new Identity(evolved, number, sessions, apiKeys, signingKeys);
            }
            case SessionEvent of -> {
                var evolved = sessions.evolve(of.sessionId(), before -> Session.evolve(before, of, metadata));
                yield new Identity(loggedIn(of, metadata), lastUserNumber, evolved, apiKeys, signingKeys);
            }
            case ApiKeyEvent of ->
                withApiKeys(apiKeys.evolve(of.keyId(), before -> ApiKey.evolve(before, of, metadata)));
            case SigningKeyEvent of -> {
                var evolved = signingKeys.evolve(of.kid(), before -> SigningKey.evolve(before, of, metadata));
                yield new Identity(users, lastUserNumber, sessions, apiKeys, evolved);
            }
        };
    }

    private Table<Long, User> loggedIn(SessionEvent event, EventMetadata metadata) {
        return event instanceof SessionOpened opened
                ? users.evolve(
                        opened.userNumber(), user -> Aggregate.known(user).loggedIn(metadata.time()))
                : users;
    }

    public Identity plus(User user) {
        return new Identity(users.plus(user.number(), user), lastUserNumber, sessions, apiKeys, signingKeys);
    }

    public Identity plus(Session session) {
        return new Identity(users, lastUserNumber, sessions.plus(session.id(), session), apiKeys, signingKeys);
    }

    public Identity plus(ApiKey key) {
        return withApiKeys(apiKeys.plus(key.id(), key));
    }

    private Identity withApiKeys(Table<UUID, ApiKey> keys) {
        return new Identity(users, lastUserNumber, sessions, keys, signingKeys);
    }
}
