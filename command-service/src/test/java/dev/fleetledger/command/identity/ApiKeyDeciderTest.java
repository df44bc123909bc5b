package dev.fleetledger.command.identity;

import static dev.fleetledger.command.fleet.DeciderSpecification.START;
import static dev.fleetledger.command.fleet.DeciderSpecification.given;
import static dev.fleetledger.command.identity.IdentityFixtures.ADMIN;
import static dev.fleetledger.command.identity.IdentityFixtures.CLERK;
import static dev.fleetledger.command.identity.IdentityFixtures.HASH;
import static dev.fleetledger.command.identity.IdentityFixtures.KEY;
import static dev.fleetledger.command.identity.IdentityFixtures.LATER;
import static dev.fleetledger.command.identity.IdentityFixtures.OPERATOR;
import static dev.fleetledger.command.identity.IdentityFixtures.OTHER_KEY;
import static dev.fleetledger.command.identity.IdentityFixtures.VIEWER;
import static dev.fleetledger.command.identity.IdentityFixtures.as;
import static dev.fleetledger.command.identity.IdentityFixtures.asKey;
import static dev.fleetledger.command.identity.IdentityFixtures.key;

import dev.fleetledger.command.identity.ApiKeyCommand.CreateApiKey;
import dev.fleetledger.command.identity.ApiKeyCommand.RevokeApiKey;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyEnd;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyRevoked;
import dev.fleetledger.schemas.event.FleetEvent;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerDeleted;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApiKeyDeciderTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final ServerRegistered REGISTERED = new ServerRegistered(
            SERVER, "nas", 1, Origin.API, new ServerDetails("nas", "nas", 22, null, null, List.of()));

    @Nested
    class Create {
        private CreateApiKey create(
                @Nullable String server, @Nullable Set<Permission> scopes, @Nullable Instant expires) {
            return new CreateApiKey(KEY, "key", server, scopes, expires, HASH);
        }

        @Test
        void makesAKeyOfTheUserWhoAsks() {
            given(ADMIN, OPERATOR)
                    .by(as(2))
                    .when(create(null, Set.of(Permission.SERVER_READ, Permission.SERVER_WRITE), LATER))
                    .then(new ApiKeyCreated(KEY, "key", 2, List.of("server.read", "server.write"), null, LATER, HASH));
        }

        @Test
        void ofAServerSendsItsMetricsUnlessToldOtherwise() {
            given(ADMIN, REGISTERED)
                    .by(as(1))
                    .when(create("NAS", null, null))
                    .then(key(KEY, 1, SERVER, "metrics.write"));
        }

        @Test
        void readsUnlessToldOtherwise() {
            given(ADMIN, REGISTERED, key(OTHER_KEY, 1, null, "server.read", "server.write"))
                    .by(asKey(OTHER_KEY))
                    .when(create(null, null, null))
                    .then(key(KEY, 1, null, "server.read"));
        }

        @Test
        void refusesMoreThanWhoAsksMay() {
            given(ADMIN, OPERATOR, VIEWER)
                    .by(as(3))
                    .when(create(null, Set.of(Permission.SERVER_WRITE), null))
                    .thenRefused(new Rejection.Forbidden(Set.of(Permission.SERVER_WRITE), Role.VIEWER.permissions()));
            given(ADMIN, OPERATOR)
                    .by(as(2))
                    .when(create(null, Set.of(Permission.SYSTEM_ADMIN), null))
                    .thenRefused(new Rejection.Forbidden(Set.of(Permission.SYSTEM_ADMIN), Role.OPERATOR.permissions()));
        }

        @Test
        void refusesToAServersKey() {
            given(ADMIN, REGISTERED, key(OTHER_KEY, 1, SERVER, "metrics.write"))
                    .by(asKey(OTHER_KEY))
                    .when(create(null, Set.of(Permission.METRICS_WRITE), null))
                    .thenRefused(
                            new Rejection.Forbidden(Set.of(Permission.SYSTEM_ADMIN), Set.of(Permission.METRICS_WRITE)));
        }

        @Test
        void ofAServerIsAllowedWhatItsAgentNeedsAndNoMore() {
            given(ADMIN, REGISTERED)
                    .by(as(1))
                    .when(create("nas", Permission.OF_A_SERVER, null))
                    .then(key(KEY, 1, SERVER, "server.register", "metrics.write"));
            for (var beyond : EnumSet.complementOf(EnumSet.copyOf(Permission.OF_A_SERVER))) {
                given(ADMIN, REGISTERED)
                        .by(as(1))
                        .when(create("nas", Set.of(Permission.METRICS_WRITE, beyond), null))
                        .thenInvalid("scopes");
            }
        }

        @Test
        void namesWhatIsWrong() {
            given(ADMIN).by(as(1)).when(create("nobody", null, null)).thenInvalid("server_id");
            given(ADMIN).by(as(1)).when(create(null, null, START)).thenInvalid("expires_at");
        }

        @Test
        void refusesTooMany() {
            var past = new ArrayList<FleetEvent>(List.of(ADMIN));
            for (var i = 0; i < ApiKeyDecider.MOST_KEYS; i++) {
                past.add(key(new UUID(7, i), 1, null, "server.read"));
            }
            given(past.toArray(FleetEvent[]::new))
                    .by(as(1))
                    .when(create(null, null, null))
                    .thenRefused(
                            new Rejection.Conflict("CONFLICT", "A user has at most 200 API keys; revoke one first"));
        }
    }

    @Nested
    class Revoke {
        private static final ApiKeyRevoked REVOKED = new ApiKeyRevoked(KEY, ApiKeyEnd.REQUESTED);

        @Test
        void isTheOwnersAndTheAdministrators() {
            given(ADMIN, OPERATOR, key(KEY, 2, null, "server.read"))
                    .by(as(2))
                    .when(new RevokeApiKey(KEY))
                    .then(REVOKED);
            given(ADMIN, OPERATOR, key(KEY, 2, null, "server.read"))
                    .by(as(1))
                    .when(new RevokeApiKey(KEY))
                    .then(REVOKED);
        }

        @Test
        void isNobodyElses() {
            given(ADMIN, OPERATOR, key(KEY, 1, null, "server.read"))
                    .by(as(2))
                    .when(new RevokeApiKey(KEY))
                    .thenRefused(new Rejection.Forbidden(Set.of(Permission.USER_MANAGE), Role.OPERATOR.permissions()));
        }

        @Test
        void isNotForAManagerOfUsersWhoMayLess() {
            var refused = new Rejection.Forbidden(
                    Set.of(Permission.SYSTEM_ADMIN), Set.of(Permission.USER_MANAGE, Permission.SERVER_READ));
            given(ADMIN, CLERK, key(KEY, 1, null, "system.admin"))
                    .by(as(4))
                    .when(new RevokeApiKey(KEY))
                    .thenRefused(refused);
            given(ADMIN, CLERK, key(KEY, 1, null, "system.admin"), key(OTHER_KEY, 4, null, "user.manage"))
                    .by(asKey(OTHER_KEY))
                    .when(new RevokeApiKey(KEY))
                    .thenRefused(
                            new Rejection.Forbidden(Set.of(Permission.SYSTEM_ADMIN), Set.of(Permission.USER_MANAGE)));
            given(ADMIN, CLERK, key(KEY, 1, null, "server.read"))
                    .by(as(4))
                    .when(new RevokeApiKey(KEY))
                    .then(REVOKED);
        }

        @Test
        void isTheOwnersThoughTheyMayLessThanOnce() {
            given(ADMIN, VIEWER, key(KEY, 3, null, "system.admin"))
                    .by(as(3))
                    .when(new RevokeApiKey(KEY))
                    .then(REVOKED);
        }

        @Test
        void aKeyEndsItselfAndWeakerOnesOfItsOwnerButNoStronger() {
            var strong = key(KEY, 1, null, "server.write");
            var weak = key(OTHER_KEY, 1, null, "server.read");
            given(ADMIN, strong).by(asKey(KEY)).when(new RevokeApiKey(KEY)).then(REVOKED);
            given(ADMIN, strong, weak)
                    .by(asKey(OTHER_KEY))
                    .when(new RevokeApiKey(KEY))
                    .thenRefused(
                            new Rejection.Forbidden(Set.of(Permission.USER_MANAGE), Set.of(Permission.SERVER_READ)));
            given(ADMIN, key(KEY, 1, null, "server.read"), weak)
                    .by(asKey(OTHER_KEY))
                    .when(new RevokeApiKey(KEY))
                    .then(REVOKED);
        }

        @Test
        void refusesWhatIsNotThere() {
            given(ADMIN)
                    .by(as(1))
                    .when(new RevokeApiKey(KEY))
                    .thenRefused(new Rejection.NotFound("API key", KEY.toString()));
        }

        @Test
        void happensWithTheEndOfTheServer() {
            given(ADMIN, REGISTERED, key(KEY, 1, SERVER, "metrics.write"), key(OTHER_KEY, 1, null, "server.read"))
                    .when(new DeleteServer("nas"))
                    .then(new ServerDeleted(SERVER), new ApiKeyRevoked(KEY, ApiKeyEnd.SERVER_DELETED));
        }
    }
}
