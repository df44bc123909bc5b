package dev.fleetledger.kit.identity;

import dev.fleetledger.kit.kafka.CompactedView;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.security.ApiKeySecret;
import dev.fleetledger.kit.security.TokenClaims;
import dev.fleetledger.kit.security.TokenVerifier;
import dev.fleetledger.kit.security.VerifierKeys;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import dev.fleetledger.schemas.identity.IdentityRecord;
import dev.fleetledger.schemas.identity.IdentityRecord.ApiKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SessionIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.SigningKeyIdentity;
import dev.fleetledger.schemas.identity.IdentityRecord.UserIdentity;
import dev.fleetledger.schemas.topic.TopicSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, in this service's memory: it authenticates without asking anybody, and fails closed when it may not be
 * up to date.
 */
public final class IdentityView implements Authenticator, AutoCloseable {
    /** How long a credential made a moment ago elsewhere is waited for. */
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    private static final String API_KEY_ACTOR = "api-key:";

    private final CompactedView<IdentityRecord> records;
    private final VerifierKeys keys;
    private final TokenVerifier tokens;
    private final InstantSource clock;
    private final ApiKeyUse use;
    private final StreamTickets tickets;

    /** Is told which API key was just used. */
    @FunctionalInterface
    public interface ApiKeyUse {
        void used(UUID keyId);
    }

    /**
     * A view that starts with {@link #start()}.
     *
     * @param records as {@link #records} makes them
     */
    public IdentityView(CompactedView<IdentityRecord> records, VerifierKeys keys, InstantSource clock, ApiKeyUse use) {
        this.records = records;
        this.keys = keys;
        this.clock = clock;
        this.use = use;
        this.tickets = new StreamTickets(this, clock);
        this.tokens = new TokenVerifier(kid ->
                find(AggregateType.SIGNING_KEY, kid, SigningKeyIdentity.class).map(SigningKeyIdentity::publicKey));
    }

    /**
     * The records of that topic.
     *
     * @param client properties of the Kafka client
     * @param stallLimit how long it may be out of touch with the brokers before it authenticates nobody
     */
    public static CompactedView<IdentityRecord> records(TopicSpec topic, Map<String, ?> client, Duration stallLimit) {
        return new CompactedView<>(topic, client, IdentityRecord::decode, stallLimit);
    }

    /** Starts reading; returns at once. */
    public void start() {
        records.start();
    }

    /** Whether it can authenticate: it has read to the end and is in touch with the brokers. */
    public boolean ready() {
        return records.ready();
    }

    /** Waits until everything committed before this call counts here. */
    public boolean awaitLatest(Duration atMost) {
        return records.awaitLatest(atMost);
    }

    @Override
    public void close() {
        records.close();
    }

    @Override
    public Optional<Principal> authenticate(@Nullable String apiKey, @Nullable String bearer) {
        if (apiKey != null) {
            return ApiKeySecret.parse(apiKey).flatMap(this::apiKey);
        }
        if (bearer == null) {
            return Optional.empty();
        }
        return bearer.startsWith(ApiKeySecret.PREFIX)
                ? ApiKeySecret.parse(bearer).flatMap(this::apiKey)
                : tokens.verify(TokenClaims.Kind.ACCESS, bearer, clock.instant())
                        .flatMap(this::principal);
    }

    @Override
    public Optional<Credential> redeem(String ticket) {
        return tickets.redeem(ticket);
    }

    /** The principal of a good token, if it may still do anything. */
    public Optional<Principal> principal(TokenClaims claims) {
        if (!claims.fleet().equals(FleetId.DEFAULT)) {
            return Optional.empty();
        }
        var session = claims.session();
        return session == null ? ofApiKey(claims) : ofSession(claims, session);
    }

    private Optional<Principal> ofSession(TokenClaims claims, UUID id) {
        return find(AggregateType.SESSION, id.toString(), SessionIdentity.class)
                .filter(session -> claims.subject().equals("user:" + session.user()))
                .flatMap(session -> user(session.user()))
                .map(user -> new Principal(
                        Principal.Kind.USER,
                        Long.toString(user.number()),
                        user.name(),
                        Permission.of(user.permissions()),
                        null,
                        id));
    }

    /** A ticket that an API key asked for. */
    private Optional<Principal> ofApiKey(TokenClaims claims) {
        var subject = claims.subject();
        return subject.startsWith(API_KEY_ACTOR)
                ? find(AggregateType.API_KEY, subject.substring(API_KEY_ACTOR.length()), ApiKeyIdentity.class)
                        .flatMap(this::principal)
                : Optional.empty();
    }

    /** The user of that number, if they may log in. */
    public Optional<UserIdentity> user(long number) {
        return find(AggregateType.USER, Long.toString(number), UserIdentity.class)
                .filter(user -> !user.disabled());
    }

    /** The number of the user whose principal it is, be it by their API key; empty if it is nobody's. */
    public Optional<Long> owner(Principal principal) {
        return switch (principal.kind()) {
            case USER -> Optional.of(Long.valueOf(principal.id()));
            case API_KEY ->
                find(AggregateType.API_KEY, principal.id(), ApiKeyIdentity.class)
                        .map(ApiKeyIdentity::owner);
            case SYSTEM -> Optional.empty();
        };
    }

    /** Checks tokens by the signing keys that are published now. */
    public TokenVerifier tokens() {
        return tokens;
    }

    private Optional<Principal> apiKey(ApiKeySecret key) {
        var found = find(AggregateType.API_KEY, key.id().toString(), ApiKeyIdentity.class)
                .filter(known -> keys.matches(known.hash(), key))
                .flatMap(this::principal);
        found.ifPresent(principal -> use.used(key.id()));
        return found;
    }

    private Optional<Principal> principal(ApiKeyIdentity key) {
        if (key.expiresAt() != null && !clock.instant().isBefore(key.expiresAt())) {
            return Optional.empty();
        }
        var scopes = Permission.of(key.scopes());
        var may = key.owner() == ApiKeyEvent.NO_USER
                ? Optional.of(scopes)
                : user(key.owner()).map(owner -> within(scopes, Permission.of(owner.permissions())));
        return may.map(permissions ->
                new Principal(Principal.Kind.API_KEY, key.keyId().toString(), key.name(), permissions, key.serverId()));
    }

    /** The scopes that their owner has, too: a key never outlasts its owner's rights. */
    public static Set<Permission> within(Set<Permission> scopes, Set<Permission> owners) {
        return scopes.stream()
                .filter(scope -> Permission.allows(owners, scope))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is not there may have been made a moment ago: only the topic's end of now can tell that it was not. */
    private <T> Optional<T> find(AggregateType type, String id, Class<T> kind) {
        var key = IdentityRecord.key(FleetId.DEFAULT, new AggregateRef(type, id));
        var found = records.get(key);
        if (found.isEmpty()) {
            if (!records.awaitLatest(CATCH_UP)) {
                throw new UnavailableException("Credentials cannot be checked just now", Duration.ofSeconds(1));
            }
            found = records.get(key);
        }
        return found.map(kind::cast);
    }
}
