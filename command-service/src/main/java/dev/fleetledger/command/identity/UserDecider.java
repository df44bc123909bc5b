package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.identity.UserCommand.CreateUser;
import dev.fleetledger.command.identity.UserCommand.DeleteUser;
import dev.fleetledger.command.identity.UserCommand.ResetPassword;
import dev.fleetledger.command.identity.UserCommand.UpdateUser;
import dev.fleetledger.domain.identity.Identity;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnd;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of users. Nobody gives rights they do not have, or has power over who has more. */
final class UserDecider {
    /** Told to who lost a race for a number; the asker tries again. */
    static final String NUMBER_TAKEN = "USER_NUMBER_TAKEN";

    private final Identity identity;
    private final Principal asking;

    UserDecider(Identity identity, Principal asking) {
        this.identity = identity;
        this.asking = asking;
    }

    Decision decide(UserCommand command) {
        return switch (command) {
            case CreateUser create -> create(create);
            case UpdateUser update -> update(update);
            case ResetPassword reset ->
                withPowerOver(reset.number(), user -> {
                    var events = new ArrayList<FleetEvent>();
                    events.add(new UserPasswordChanged(user.number(), reset.passwordHash()));
                    events.addAll(otherSessions(user));
                    return new Decision.Accepted(user.ref(), events);
                });
            case DeleteUser delete ->
                withPowerOver(delete.number(), user -> {
                    if (isLastAdmin(user)) {
                        return lastAdmin("deleted");
                    }
                    var events = new ArrayList<FleetEvent>();
                    events.add(new UserDeleted(user.number()));
                    events.addAll(Endings.sessions(identity, user, SessionEnd.USER_DELETED));
                    events.addAll(Endings.apiKeys(identity, user, ApiKeyEnd.USER_DELETED));
                    return new Decision.Accepted(user.ref(), events);
                });
        };
    }

    private Decision create(CreateUser command) {
        var rights = command.rights();
        var details =
                new UserDetails(command.email(), command.name(), command.role().wireName(), names(rights), false);
        var exceeding = exceeding(details);
        if (exceeding.isPresent()) {
            return Decision.refuse(exceeding.get());
        }
        if (identity.isEmailTaken(command.email(), command.number())) {
            return emailTaken(command.email());
        }
        if (command.number() != identity.lastUserNumber() + 1) {
            return Decision.refuse(
                    new Rejection.Conflict(NUMBER_TAKEN, "Another user was created at the same moment; ask again"));
        }
        return Decision.accept(new UserCreated(command.number(), details, command.passwordHash()));
    }

    private Decision update(UpdateUser command) {
        var manages = asking.may(Permission.USER_MANAGE);
        if (!manages && (!isSelf(command.number()) || command.concernsRights())) {
            return forbidden(Set.of(Permission.USER_MANAGE));
        }
        return withPowerOver(command.number(), user -> {
            var details = merge(user.details(), command);
            var exceeding = command.concernsRights() ? exceeding(details) : Optional.<Rejection>empty();
            if (exceeding.isPresent()) {
                return Decision.refuse(exceeding.get());
            }
            // What was let in once does not hinder other changes.
            if (!details.email().equals(user.details().email())
                    && identity.isEmailTaken(details.email(), user.number())) {
                return emailTaken(details.email());
            }
            if (isLastAdmin(user) && !isActiveAdmin(details)) {
                return lastAdmin(details.disabled() ? "disabled" : "demoted");
            }
            return new Decision.Accepted(user.ref(), changes(user, details, command));
        });
    }

    private List<FleetEvent> changes(User user, UserDetails details, UpdateUser command) {
        var events = new ArrayList<FleetEvent>();
        if (!details.equals(user.details())) {
            events.add(new UserUpdated(user.number(), details));
        }
        if (command.passwordHash() != null) {
            events.add(new UserPasswordChanged(user.number(), command.passwordHash()));
        }
        if (details.disabled() && !user.details().disabled()) {
            events.addAll(Endings.sessions(identity, user, SessionEnd.USER_DISABLED));
            events.addAll(Endings.apiKeys(identity, user, ApiKeyEnd.USER_DISABLED));
        } else if (command.passwordHash() != null) {
            events.addAll(otherSessions(user));
        }
        return events;
    }

    private static UserDetails merge(UserDetails old, UpdateUser command) {
        var role = command.role().merge(Role.find(old.role()).orElse(null));
        // A new role brings its own permissions, unless others are sent with it.
        var kept = command.role().sent() ? null : old.permissions();
        return new UserDetails(
                command.email().merge(old.email(), old.email()),
                command.name().merge(old.name(), old.name()),
                role == null ? old.role() : role.wireName(),
                command.rights().sent() ? names(command.rights().value()) : kept,
                command.disabled().merge(old.disabled(), old.disabled()));
    }

    private static @Nullable List<String> names(@Nullable Set<Permission> permissions) {
        return permissions == null ? null : Permission.names(permissions);
    }

    private Decision withPowerOver(long number, Function<User, Decision> decide) {
        var found = identity.user(number);
        if (found.isEmpty()) {
            return Decision.refuse(new Rejection.NotFound("User", Long.toString(number)));
        }
        var user = found.get();
        return isSelf(number) || holdsAll(Role.permissionsOf(user.details()))
                ? decide.apply(user)
                : forbidden(Set.of(Permission.SYSTEM_ADMIN));
    }

    private Optional<Rejection> exceeding(UserDetails details) {
        var rights = Role.permissionsOf(details);
        return holdsAll(rights) ? Optional.empty() : Optional.of(new Rejection.Forbidden(rights, asking.permissions()));
    }

    private boolean holdsAll(Set<Permission> permissions) {
        return permissions.stream().allMatch(asking::may);
    }

    private boolean isSelf(long number) {
        return asking.kind() == Principal.Kind.USER && asking.id().equals(Long.toString(number));
    }

    private boolean isLastAdmin(User user) {
        return isActiveAdmin(user.details())
                && identity.users().values().stream()
                        .noneMatch(other -> other.number() != user.number() && isActiveAdmin(other.details()));
    }

    /** Whether who is described so may do everything, and log in to do it. */
    private static boolean isActiveAdmin(UserDetails user) {
        return !user.disabled() && Role.permissionsOf(user).contains(Permission.SYSTEM_ADMIN);
    }

    private List<? extends FleetEvent> otherSessions(User user) {
        return Endings.sessions(identity, user, SessionEnd.PASSWORD_CHANGED).stream()
                .filter(ended -> !ended.sessionId().equals(asking.session()))
                .toList();
    }

    private Decision forbidden(Set<Permission> required) {
        return Decision.refuse(new Rejection.Forbidden(required, asking.permissions()));
    }

    private static Decision emailTaken(String email) {
        return Decision.refuse(new Rejection.Conflict("CONFLICT", "A user with e-mail '" + email + "' already exists"));
    }

    private static Decision lastAdmin(String fate) {
        return Decision.refuse(new Rejection.Conflict("CONFLICT", "The last administrator cannot be " + fate));
    }
}
