package dev.fleetledger.command.identity;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.Concealed;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked of the users of a fleet. What was sent has been checked for form. */
public sealed interface UserCommand extends IdentityCommand {

    @Override
    default Set<Permission> permissions() {
        return Set.of(Permission.USER_MANAGE);
    }

    @Override
    default Decision decide(FleetState state, CommandContext context) {
        return new UserDecider(state.identity(), Authorization.current(state, context)).decide(this);
    }

    /**
     * Adds a user.
     *
     * @param number the next one that is free: the password is sealed for it, so it comes with the command
     * @param passwordHash sealed
     * @param rights all they may do, or null for what the role may
     */
    record CreateUser(
            long number,
            String email,
            String name,
            Role role,
            @Nullable Set<Permission> rights,
            Concealed passwordHash) implements UserCommand {}

    /**
     * Changes the fields that were sent. Users may change themselves, but for what they may do and whether they are
     * disabled.
     *
     * @param rights null is what the role may
     * @param passwordHash sealed, if there is to be another password
     */
    record UpdateUser(
            long number,
            Field<String> email,
            Field<String> name,
            Field<Role> role,
            Field<Set<Permission>> rights,
            Field<Boolean> disabled,
            @Nullable Concealed passwordHash)
            implements UserCommand {
        @Override
        public Set<Permission> permissions() {
            return Set.of();
        }

        /** Whether it would change what only others may. */
        boolean concernsRights() {
            return role.sent() || rights.sent() || disabled.sent();
        }
    }

    /**
     * Gives a user another password.
     *
     * @param passwordHash sealed
     */
    record ResetPassword(long number, Concealed passwordHash) implements UserCommand {}

    /** Removes a user, with their sessions and API keys. */
    record DeleteUser(long number) implements UserCommand {}
}
