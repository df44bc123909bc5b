package dev.fleetledger.command.identity;

import static dev.fleetledger.command.identity.IdentityFixtures.ADMIN;
import static dev.fleetledger.command.identity.IdentityFixtures.HASH;
import static dev.fleetledger.command.identity.IdentityFixtures.KEY;
import static dev.fleetledger.command.identity.IdentityFixtures.OTHER_KEY;
import static dev.fleetledger.command.identity.IdentityFixtures.asKey;
import static dev.fleetledger.command.identity.IdentityFixtures.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.identity.ApiKeyCommand.CreateApiKey;
import dev.fleetledger.command.identity.ApiKeyCommand.RevokeApiKey;
import dev.fleetledger.command.identity.UserCommand.DeleteUser;
import dev.fleetledger.command.node.NodeCommand.ReportBackup;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.schemas.event.ApiKeyEvent.ApiKeyCreated;
import dev.fleetledger.schemas.event.BackupDetails;
import dev.fleetledger.schemas.event.ServerDetails;
import dev.fleetledger.schemas.event.ServerEvent.Origin;
import dev.fleetledger.schemas.event.ServerEvent.ServerRegistered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the ledger itself says of credentials bound to one server. */
class AuthorizationTest {
    private static final UUID SERVER = UUID.fromString("3d298266-633b-48b6-9662-07a1d9ee1c44");
    private static final BackupDetails BACKUP =
            new BackupDetails("site", "file", 1, null, "full", "SUCCESS", null, Instant.EPOCH);

    /** The rejection that a key of all rights hears. */
    private static Optional<Rejection> check(UUID asking, Command command) {
        var state = DeciderSpecification.state(List.of(
                ADMIN,
                new ServerRegistered(
                        SERVER, "nas", 1, Origin.API, new ServerDetails("nas", "nas", 22, null, null, List.of())),
                key(KEY, 1, SERVER, "system.admin"),
                key(OTHER_KEY, 1, null, "system.admin")));
        return Authorization.check(state, asKey(asking), command, state.time());
    }

    @Test
    void aBoundKeyMayAskOnlyWhatIsForBoundOnes() {
        for (var command : List.of(
                new DeleteServer("nas"),
                new RegisterFromHeartbeat(UUID.randomUUID(), "nas", null),
                new DeleteUser(1),
                new RevokeApiKey(OTHER_KEY),
                new CreateApiKey(UUID.randomUUID(), "k", null, null, null, HASH))) {
            assertThat(check(KEY, command)).get().isInstanceOf(Rejection.Forbidden.class);
            assertThat(check(OTHER_KEY, command)).isEmpty();
        }
        assertThat(check(KEY, new ReportBackup(BACKUP))).isEmpty();
    }

    /** The time of the last event is no witness, as that may have been dated by a clock that was ahead. */
    @Test
    void aKeyExpiresByTheClock() {
        var expires = DeciderSpecification.START.plusSeconds(1);
        var state = DeciderSpecification.state(
                List.of(ADMIN, new ApiKeyCreated(KEY, "key", 1, List.of("system.admin"), null, expires, HASH)));
        assertThat(state.time()).isAfter(expires);
        var command = new DeleteUser(1);
        assertThat(Authorization.check(state, asKey(KEY), command, expires.minusMillis(1)))
                .isEmpty();
        assertThat(Authorization.check(state, asKey(KEY), command, expires))
                .get()
                .isInstanceOf(Rejection.Unauthenticated.class);
    }
}
