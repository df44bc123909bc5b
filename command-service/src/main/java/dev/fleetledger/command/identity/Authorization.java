package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.domain.identity.ApiKey;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.Principal.Kind;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.ApiKeyEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whether a principal may do what it asks, by what the fleet knows at the time of the decision: between a request's
 * authentication and its decision a key may have been revoked, a user disabled.
 */
public final class Authorization {
    static final String MESSAGE = "Could not validate credentials";

    private Authorization() {}

    /** The refusal, or empty if it may now. */
    public static Optional<Rejection> check(FleetState state, Principal principal, Command command, Instant now) {
        if (principal.kind() == Kind.SYSTEM) {
            return Optional.empty();
        }
        var known = known(state, principal, now);
        if (known.isEmpty()) {
            return Optional.of(new Rejection.Unauthenticated(MESSAGE));
        }
        var needed = command.permissions();
        var held = known.get().isBound() && !command.bindable();
        return !held && (needed.isEmpty() || known.get().mayAny(needed))
                ? Optional.empty()
                : Optional.of(new Rejection.Forbidden(needed, known.get().permissions()));
    }

    /** The principal with what it may do now: nothing, if it is not known any more. */
    public static Principal current(FleetState state, CommandContext context) {
        var principal = context.principal();
        return principal.kind() == Kind.SYSTEM
                ? principal
                : known(state, principal, context.now())
                        .orElseGet(() -> new Principal(
                                principal.kind(), principal.id(), principal.name(), Set.of(), principal.server()));
    }

    /** The user that a principal is, or acts for as their API key. */
    static Optional<User> owner(FleetState state, Principal principal) {
        return switch (principal.kind()) {
            case USER -> state.identity().user(Long.parseLong(principal.id()));
            case API_KEY ->
                state.identity()
                        .apiKey(UUID.fromString(principal.id()))
                        .flatMap(key -> state.identity().user(key.owner()));
            case SYSTEM -> Optional.empty();
        };
    }

    private static Optional<Principal> known(FleetState state, Principal principal, Instant now) {
        var owner = owner(state, principal).filter(user -> !user.details().disabled());
        return switch (principal.kind()) {
            case SYSTEM -> Optional.of(principal);
            case USER ->
                owner.filter(user -> principal.session() == null || has(state, user, principal.session()))
                        .map(user -> new Principal(
                                Kind.USER,
                                principal.id(),
                                user.details().name(),
                                Role.permissionsOf(user.details()),
                                null,
                                principal.session()));
            case API_KEY ->
                state.identity()
                        .apiKey(UUID.fromString(principal.id()))
                        .filter(key -> key.expiresAt() == null || now.isBefore(key.expiresAt()))
                        .flatMap(key -> permissions(key, owner)
                                .map(may ->
                                        new Principal(Kind.API_KEY, principal.id(), key.name(), may, key.serverId())));
        };
    }

    private static boolean has(FleetState state, User user, UUID session) {
        return state.identity()
                .session(session)
                .filter(found -> found.user() == user.number())
                .isPresent();
    }

    private static Optional<Set<Permission>> permissions(ApiKey key, Optional<User> owner) {
        var scopes = Permission.of(key.scopes());
        return key.owner() == ApiKeyEvent.NO_USER
                ? Optional.of(scopes)
                : owner.map(user -> IdentityView.within(scopes, Role.permissionsOf(user.details())));
    }
}
