package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.identity.ApiKeyCommand.CreateApiKey;
import dev.fleetledger.command.identity.ApiKeyCommand.RevokeApiKey;
import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of API keys. */
final class ApiKeyDecider {
    /** How many a user has at a time. */
    static final int MOST_KEYS = 200;

    private final FleetState state;
    private final Principal asking;
    private final Instant now;

    ApiKeyDecider(FleetState state, Principal asking, Instant now) {
        this.state = state;
        this.asking = asking;
        this.now = now;
    }

    Decision decide(ApiKeyCommand command) {
        return switch (command) {
            case CreateApiKey create -> create(create);
            case RevokeApiKey revoke ->
                state.identity()
                        .apiKey(revoke.keyId())
                        .map(this::revoke)
                        .orElseGet(() -> Decision.refuse(
                                new Rejection.NotFound("API key", revoke.keyId().toString())));
        };
    }

    private Decision create(CreateApiKey command) {
        var owner = Authorization.owner(state, asking);
        // A key that acts for one server alone cannot make itself another that does not.
        if (owner.isEmpty() || asking.isBound()) {
            return Decision.refuse(new Rejection.Forbidden(Set.of(Permission.SYSTEM_ADMIN), asking.permissions()));
        }
        var scopes = scopes(command);
        if (!scopes.stream().allMatch(asking::may)) {
            return Decision.refuse(new Rejection.Forbidden(scopes, asking.permissions()));
        }
        if (command.server() != null) {
            var beyond = scopes.stream()
                    .filter(scope -> !Permission.OF_A_SERVER.contains(scope))
                    .sorted()
                    .findFirst();
            if (beyond.isPresent()) {
                return invalid(
                        "scopes",
                        "a key of one server cannot have '" + beyond.get().wireName() + "'",
                        beyond.get().wireName(),
                        "of " + String.join(", ", Permission.names(Permission.OF_A_SERVER)));
            }
        }
        var server = Optional.ofNullable(command.server())
                .flatMap(name -> state.servers().findAny(name));
        if (command.server() != null && server.isEmpty()) {
            return invalid("server_id", "there is no such server", command.server(), "a server's id");
        }
        var expires = command.expiresAt();
        if (expires != null && !now.isBefore(expires)) {
            return invalid("expires_at", "is in the past", expires.toString(), "a time to come");
        }
        if (state.identity().apiKeysOf(owner.get().number()).size() >= MOST_KEYS) {
            return Decision.refuse(new Rejection.Conflict(
                    "CONFLICT", "A user has at most " + MOST_KEYS + " API keys; revoke one first"));
        }
        return Decision.accept(new ApiKeyCreated(
                command.keyId(),
                command.name(),
                owner.get().number(),
                Permission.names(scopes),
                server.map(Server::id).orElse(null),
                expires,
                command.hash()));
    }

    /** As asked for; else what a server's agent needs, or all that a reader can have and who asks does. */
    private Set<Permission> scopes(CreateApiKey command) {
        if (command.scopes() != null) {
            return command.scopes();
        }
        return command.server() != null
                ? Set.of(Permission.METRICS_WRITE)
                : Role.NODE_ADMIN.permissions().stream().filter(asking::may).collect(Collectors.toUnmodifiableSet());
    }

    private Decision revoke(ApiKey key) {
        if (mayRevoke(key)) {
            return Decision.accept(new ApiKeyRevoked(key.id(), ApiKeyEnd.REQUESTED));
        }
        var needed = asking.may(Permission.USER_MANAGE) ? Permission.of(key.scopes()) : Set.of(Permission.USER_MANAGE);
        return Decision.refuse(new Rejection.Forbidden(needed, asking.permissions()));
    }

    private boolean mayRevoke(ApiKey key) {
        var isItself = asking.kind() == Principal.Kind.API_KEY
                && asking.id().equals(key.id().toString());
        var isOwners = Authorization.owner(state, asking)
                .filter(owner -> owner.number() == key.owner())
                .isPresent();
        // Nobody has power over what may do more; a user's own keys never may.
        return isItself
                || (isOwners && asking.kind() == Principal.Kind.USER)
                || ((isOwners || asking.may(Permission.USER_MANAGE))
                        && Permission.of(key.scopes()).stream().allMatch(asking::may));
    }

    private static Decision invalid(String field, String message, @Nullable Object received, String expected) {
        return Decision.refuse(new Rejection.Invalid(FieldError.invalid(field, message, received, expected)));
    }

    /** The key's id in the text of a path, if it can be one. */
    static Optional<UUID> parseId(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
