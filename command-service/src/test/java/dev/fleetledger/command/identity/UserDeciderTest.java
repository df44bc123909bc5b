package dev.fleetledger.command.identity;

import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.fleet.DeciderSpecification.state;
import static dev.fleetledger.command.identity.IdentityFixtures.ADMIN;
import static dev.fleetledger.command.identity.IdentityFixtures.CLERK;
import static dev.fleetledger.command.identity.IdentityFixtures.HASH;
import static dev.fleetledger.command.identity.IdentityFixtures.KEY;
import static dev.fleetledger.command.identity.IdentityFixtures.NEW_HASH;
import static dev.fleetledger.command.identity.IdentityFixtures.OPERATOR;
import static dev.fleetledger.command.identity.IdentityFixtures.OTHER_SESSION;
import static dev.fleetledger.command.identity.IdentityFixtures.SESSION;
import static dev.fleetledger.command.identity.IdentityFixtures.VIEWER;
import static dev.fleetledger.command.identity.IdentityFixtures.as;
import static dev.fleetledger.command.identity.IdentityFixtures.key;
import static dev.fleetledger.command.identity.IdentityFixtures.session;
import static dev.fleetledger.command.identity.IdentityFixtures.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.command.identity.UserCommand.CreateUser;
import dev.fleetledger.command.identity.UserCommand.DeleteUser;
import dev.fleetledger.command.identity.UserCommand.ResetPassword;
import dev.fleetledger.command.identity.UserCommand.UpdateUser;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnd;
import dev.fleetledger.schemas.event.SessionEvent.SessionEnded;
import dev.fleetledger.schemas.event.UserDetails;
import dev.fleetledger.schemas.event.UserEvent.UserCreated;
import dev.fleetledger.schemas.event.UserEvent.UserDeleted;
import dev.fleetledger.schemas.event.UserEvent.UserPasswordChanged;
import dev.fleetledger.schemas.event.UserEvent.UserUpdated;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserDeciderTest {
    private static final Set<Permission> OPERATORS = Role.OPERATOR.permissions();
    private static final Set<Permission> CLERKS = Set.of(Permission.USER_MANAGE, Permission.SERVER_READ);

    private static Rejection lastAdmin(String fate) {
        return new Rejection.Conflict("CONFLICT", "The last administrator cannot be " + fate);
    }

    private static Rejection emailTaken(String email) {
        return new Rejection.Conflict("CONFLICT", "A user with e-mail '" + email + "' already exists");
    }

    private static Rejection needs(Permission required, Set<Permission> held) {
        return new Rejection.Forbidden(Set.of(required), held);
    }

    @Nested
    class Create {
        private CreateUser create(long number, String email, Role role, @Nullable Set<Permission> rights) {
            return new CreateUser(number, email, "N", role, rights, HASH);
        }

        @Test
        void addsTheUserWithTheNextNumber() {
            given(ADMIN)
                    .by(as(1))
                    .when(create(2, "n@example.com", Role.VIEWER, null))
                    .then(new UserCreated(2, new UserDetails("n@example.com", "N", "viewer", null, false), HASH));
        }

        @Test
        void keepsThePermissionsSentAsTheWholeSet() {
            given(ADMIN)
                    .by(as(1))
                    .when(create(
                            2, "n@example.com", Role.ADMIN, Set.of(Permission.METRICS_READ, Permission.SERVER_READ)))
                    .then(new UserCreated(
                            2,
                            new UserDetails(
                                    "n@example.com", "N", "admin", List.of("server.read", "metrics.read"), false),
                            HASH));
        }

        @Test
        void refusesAnAddressThatSomebodyHasWhateverItsCase() {
            given(ADMIN)
                    .by(as(1))
                    .when(create(2, "aDMIN@example.com", Role.VIEWER, null))
                    .thenRefused(emailTaken("aDMIN@example.com"));
        }

        @Test
        void refusesAnAddressThatLooksLikeSomebodys() {
            for (var alike : List.of("\uFF41dmin@example.com", "admin@example\uFF0Ecom", "ad\u24DCin@example.com")) {
                given(ADMIN).by(as(1)).when(create(2, alike, Role.VIEWER, null)).thenRefused(emailTaken(alike));
            }
        }

        @Test
        void givesAFreedAddressAgainButNoNumber() {
            given(ADMIN, OPERATOR, new UserDeleted(2))
                    .by(as(1))
                    .when(create(3, "operator@example.com", Role.VIEWER, null))
                    .then(new UserCreated(
                            3, new UserDetails("operator@example.com", "N", "viewer", null, false), HASH));
        }

        @Test
        void refusesANumberThatIsNotTheNext() {
            given(ADMIN, OPERATOR)
                    .by(as(1))
                    .when(create(2, "n@example.com", Role.VIEWER, null))
                    .thenRefused(new Rejection.Conflict(
                            UserDecider.NUMBER_TAKEN, "Another user was created at the same moment; ask again"));
        }

        @Test
        void refusesToGiveMoreThanOneHas() {
            given(ADMIN, OPERATOR, VIEWER, CLERK)
                    .by(as(4))
                    .when(create(5, "n@example.com", Role.ADMIN, null))
                    .thenRefused(needs(Permission.SYSTEM_ADMIN, CLERKS));
        }
    }

    @Nested
    class Update {
        private static final UpdateUser NOTHING = new UpdateUser(
                2,
                Field.absent("email"),
                Field.absent("name"),
                Field.absent("role"),
                Field.absent("permissions"),
                Field.absent("disabled"),
                null);

        private UpdateUser of(long number) {
            return new UpdateUser(
                    number,
                    NOTHING.email(),
                    NOTHING.name(),
                    NOTHING.role(),
                    NOTHING.rights(),
                    NOTHING.disabled(),
                    NOTHING.passwordHash());
        }

        private UpdateUser name(long number, String name) {
            var u = of(number);
            return new UpdateUser(number, u.email(), Field.of("name", name), u.role(), u.rights(), u.disabled(), null);
        }

        private UpdateUser email(long number, String email) {
            var u = of(number);
            return new UpdateUser(number, Field.of("email", email), u.name(), u.role(), u.rights(), u.disabled(), null);
        }

        private UpdateUser role(long number, Role role) {
            var u = of(number);
            return new UpdateUser(number, u.email(), u.name(), Field.of("role", role), u.rights(), u.disabled(), null);
        }

        private UpdateUser rights(long number, @Nullable Set<Permission> rights) {
            var u = of(number);
            return new UpdateUser(
                    number, u.email(), u.name(), u.role(), Field.of("permissions", rights), u.disabled(), null);
        }

        private UpdateUser disabled(long number, boolean disabled) {
            var u = of(number);
            return new UpdateUser(
                    number, u.email(), u.name(), u.role(), u.rights(), Field.of("disabled", disabled), null);
        }

        private UpdateUser password(long number) {
            var u = of(number);
            return new UpdateUser(number, u.email(), u.name(), u.role(), u.rights(), u.disabled(), NEW_HASH);
        }

        private UserDetails operator(String email, String name, String role, @Nullable List<String> rights) {
            return new UserDetails(email, name, role, rights, false);
        }

        @Test
        void changesWhatWasSentAlone() {
            given(ADMIN, OPERATOR)
                    .by(as(1))
                    .when(name(2, "New"))
                    .then(new UserUpdated(2, operator("operator@example.com", "New", "operator", null)));
        }

        @Test
        void isSilentWhenAllIsSoAlready() {
            given(ADMIN, OPERATOR).by(as(1)).when(NOTHING).thenNothing();
            given(ADMIN, OPERATOR).by(as(1)).when(name(2, "User 2")).thenNothing();
        }

        @Test
        void letsUsersChangeThemselvesButNotTheirRights() {
            given(ADMIN, OPERATOR)
                    .by(as(2))
                    .when(email(2, "OPERATOR@example.com"))
                    .then(new UserUpdated(2, operator("OPERATOR@example.com", "User 2", "operator", null)));
            for (var command : List.of(role(2, Role.ADMIN), rights(2, Set.of()), disabled(2, false), name(3, "x"))) {
                given(ADMIN, OPERATOR, VIEWER)
                        .by(as(2))
                        .when(command)
                        .thenRefused(needs(Permission.USER_MANAGE, OPERATORS));
            }
        }

        @Test
        void aNewRoleBringsItsOwnPermissions() {
            given(
                            ADMIN,
                            OPERATOR,
                            new UserUpdated(2, operator("o@example.com", "O", "operator", List.of("server.read"))))
                    .by(as(1))
                    .when(role(2, Role.VIEWER))
                    .then(new UserUpdated(2, operator("o@example.com", "O", "viewer", null)));
        }

        @Test
        void nullGoesBackToTheRolesPermissions() {
            given(
                            ADMIN,
                            OPERATOR,
                            new UserUpdated(2, operator("o@example.com", "O", "operator", List.of("server.read"))))
                    .by(as(1))
                    .when(rights(2, null))
                    .then(new UserUpdated(2, operator("o@example.com", "O", "operator", null)));
        }

        @Test
        void refusesAnotherUsersAddress() {
            given(ADMIN, OPERATOR)
                    .by(as(1))
                    .when(email(2, "admin@EXAMPLE.com"))
                    .thenRefused(emailTaken("admin@EXAMPLE.com"));
        }

        @Test
        void disablingEndsSessionsAndKeys() {
            given(ADMIN, OPERATOR, session(SESSION, 2), session(OTHER_SESSION, 1), key(KEY, 2, null, "server.read"))
                    .by(as(1))
                    .when(disabled(2, true))
                    .then(
                            new UserUpdated(
                                    2, new UserDetails("operator@example.com", "User 2", "operator", null, true)),
                            new SessionEnded(SESSION, SessionEnd.USER_DISABLED),
                            new ApiKeyRevoked(KEY, ApiKeyEnd.USER_DISABLED));
        }

        @Test
        void anotherPasswordEndsTheOtherSessions() {
            given(ADMIN, OPERATOR, session(SESSION, 2), session(OTHER_SESSION, 2))
                    .by(as(2, SESSION))
                    .when(password(2))
                    .then(
                            new UserPasswordChanged(2, NEW_HASH),
                            new SessionEnded(OTHER_SESSION, SessionEnd.PASSWORD_CHANGED));
        }

        @Test
        void keepsTheLastAdministrator() {
            given(ADMIN, OPERATOR).by(as(1)).when(role(1, Role.VIEWER)).thenRefused(lastAdmin("demoted"));
            given(ADMIN, OPERATOR).by(as(1)).when(rights(1, Set.of())).thenRefused(lastAdmin("demoted"));
            given(ADMIN, OPERATOR).by(as(1)).when(disabled(1, true)).thenRefused(lastAdmin("disabled"));
            given(ADMIN, user(2, "b@example.com", Role.ADMIN))
                    .by(as(1))
                    .when(role(1, Role.VIEWER))
                    .then(new UserUpdated(1, new UserDetails("Admin@Example.com", "User 1", "viewer", null, false)));
        }

        @Test
        void nobodyHasPowerOverWhoMayMore() {
            given(ADMIN, OPERATOR, VIEWER, CLERK)
                    .by(as(4))
                    .when(password(1))
                    .thenRefused(needs(Permission.SYSTEM_ADMIN, CLERKS));
            given(ADMIN, OPERATOR, VIEWER, CLERK)
                    .by(as(4))
                    .when(role(4, Role.ADMIN))
                    .thenRefused(needs(Permission.SYSTEM_ADMIN, CLERKS));
        }

        @Test
        void refusesAnUnknownUser() {
            given(ADMIN).by(as(1)).when(name(9, "x")).thenRefused(new Rejection.NotFound("User", "9"));
        }
    }

    @Nested
    class Reset {

        @Test
        void changesThePasswordAndEndsTheUsersSessions() {
            given(ADMIN, OPERATOR, session(SESSION, 2), session(OTHER_SESSION, 1))
                    .by(as(1, OTHER_SESSION))
                    .when(new ResetPassword(2, NEW_HASH))
                    .then(new UserPasswordChanged(2, NEW_HASH), new SessionEnded(SESSION, SessionEnd.PASSWORD_CHANGED));
        }

        @Test
        void keepsOnesOwnSession() {
            given(ADMIN, session(SESSION, 1))
                    .by(as(1, SESSION))
                    .when(new ResetPassword(1, NEW_HASH))
                    .then(new UserPasswordChanged(1, NEW_HASH));
        }

        @Test
        void refusesAnUnknownUserAndOneWhoMayMore() {
            given(ADMIN)
                    .by(as(1))
                    .when(new ResetPassword(9, NEW_HASH))
                    .thenRefused(new Rejection.NotFound("User", "9"));
            given(ADMIN, OPERATOR, VIEWER, CLERK)
                    .by(as(4))
                    .when(new ResetPassword(1, NEW_HASH))
                    .thenRefused(needs(Permission.SYSTEM_ADMIN, CLERKS));
        }
    }

    @Nested
    class Delete {

        @Test
        void removesTheUserWithSessionsAndKeys() {
            given(ADMIN, OPERATOR, session(SESSION, 2), key(KEY, 2, null, "server.read"))
                    .by(as(1))
                    .when(new DeleteUser(2))
                    .then(
                            new UserDeleted(2),
                            new SessionEnded(SESSION, SessionEnd.USER_DELETED),
                            new ApiKeyRevoked(KEY, ApiKeyEnd.USER_DELETED));
        }

        @Test
        void keepsTheLastAdministrator() {
            given(ADMIN, OPERATOR).by(as(1)).when(new DeleteUser(1)).thenRefused(lastAdmin("deleted"));
        }

        @Test
        void refusesAnUnknownUser() {
            given(ADMIN).by(as(1)).when(new DeleteUser(2)).thenRefused(new Rejection.NotFound("User", "2"));
        }

        @Test
        void leavesNothingBehind() {
            var after = state(List.of(
                            ADMIN,
                            OPERATOR,
                            session(SESSION, 2),
                            key(KEY, 2, null, "server.read"),
                            new UserDeleted(2),
                            new SessionEnded(SESSION, SessionEnd.USER_DELETED),
                            new ApiKeyRevoked(KEY, ApiKeyEnd.USER_DELETED)))
                    .identity();
            assertThat(after.users().values()).extracting(User::number).containsExactly(1L);
            assertThat(after.sessions().values()).isEmpty();
            assertThat(after.apiKeys().values()).isEmpty();
            assertThat(after.userByEmail("operator@example.com")).isEmpty();
        }
    }
}
