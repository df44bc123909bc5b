package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.IdentityView;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.Principal.Kind;
import dev.fleetledger.schemas.event.ApiKeyEvent;
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

    /** The refusal, or empty if it may. */
    public static Optional<Rejection> check(FleetState state, Principal principal, Command command) {
        if (principal.kind() == Kind.SYSTEM) {
            return Optional.empty();
        }
        var known = known(state, principal);
        if (known.isEmpty()) {
            return Optional.of(new Rejection.Unauthenticated(MESSAGE));
        }
        var needed = command.permissions();
        return needed.isEmpty() || known.get().mayAny(needed)
                ? Optional.empty()
                : Optional.of(new Rejection.Forbidden(needed, known.get().permissions()));
    }

    /** The principal with what it may do now: nothing, if it is not known any more. */
    static Principal current(FleetState state, Principal principal) {
        return principal.kind() == Kind.SYSTEM
                ? principal
                : known(state, principal)
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

    private static Optional<Principal> known(FleetState state, Principal principal) {
        var owner = owner(state, principal).filter(user -> !user.details().disabled());
        return switch (principal.kind()) {
            case SYSTEM -> Optional.of(principal);
            case USER ->
                owner.filter(user ->
                                principal.session() == null || user.sessions().contains(principal.session()))
                        .map(user -> new Principal(
                                Kind.USER,
                                principal.id(),
                                user.details().name(),
                                user.permissions(),
                                null,
                                principal.session()));
            case API_KEY ->
                state.identity()
                        .apiKey(UUID.fromString(principal.id()))
                        .filter(key -> key.expiresAt() == null || state.time().isBefore(key.expiresAt()))
                        .flatMap(key -> permissions(key, owner)
                                .map(may ->
                                        new Principal(Kind.API_KEY, principal.id(), key.name(), may, key.serverId())));
        };
    }

    private static Optional<Set<Permission>> permissions(ApiKey key, Optional<User> owner) {
        return key.owner() == ApiKeyEvent.NO_USER
                ? Optional.of(key.scopes())
                : owner.map(user -> IdentityView.within(key.scopes(), user.permissions()));
    }
}
