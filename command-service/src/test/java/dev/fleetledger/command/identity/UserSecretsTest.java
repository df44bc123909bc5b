package dev.fleetledger.command.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetledger.command.identity.UserSecrets.Attempt;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.identity.Role;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.security.Keyset;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.UserDetails;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserSecretsTest {
    private static final Secret PASSWORD = new Secret("the password of a user");
    /** Known to be wrong at once. */
    private static final Secret TOO_LONG = new Secret("x".repeat(2000));

    private static final int MOST = 3;

    private final UserSecrets secrets =
            new UserSecrets(Keyset.create(Instant.EPOCH).sealer(), new Passwords(1), MOST);
    private final Optional<User> user = Optional.of(new User(
            1,
            new UserDetails("ada@example.com", "Ada", Role.ADMIN.wireName(), null, false),
            new SealedSecret(secrets.seal(FleetId.DEFAULT, 1, secrets.hash(PASSWORD)), 1),
            Instant.EPOCH,
            null));

    private boolean verify(String account, String address, Secret password) {
        return secrets.verify(FleetId.DEFAULT, user, new Attempt(account, address, password));
    }

    private void assertTooMany(String account, String address, Secret password) {
        assertThatThrownBy(() -> verify(account, address, password))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(429);
                    assertThat(Integer.parseInt(e.problem().headers().get("Retry-After")))
                            .isBetween(1, 60);
                });
    }

    @Test
    void guessesEndAndTheirsAlone() {
        for (var i = 0; i < MOST; i++) {
            assertThat(verify("ada@example.com", "192.0.2.1", new Secret("guess " + i)))
                    .isFalse();
        }
        assertTooMany("ada@example.com", "192.0.2.1", PASSWORD);
        // The user is somewhere else, and is not kept out by that.
        assertThat(verify("ada@example.com", "192.0.2.2", PASSWORD)).isTrue();
        assertThat(verify("bob@example.com", "192.0.2.1", new Secret("guess"))).isFalse();
    }

    @Test
    void aClientIsOneWhicheverOfItsAddressesItUses() {
        for (var i = 0; i < MOST; i++) {
            assertThat(verify("ada@example.com", "2001:db8:0:1::" + i, new Secret("guess " + i)))
                    .isFalse();
        }
        assertTooMany("ada@example.com", "2001:db8:0:1:ffff:ffff:ffff:ffff", PASSWORD);
        assertThat(verify("ada@example.com", "2001:db8:0:2::1", PASSWORD)).isTrue();
    }

    @Test
    void guessesOfVeryManyClientsEndAndTheUserIsNotKeptOutWhereItLoggedInBefore() {
        assertThat(verify("ada@example.com", "198.51.100.1", PASSWORD)).isTrue();
        for (var i = 0; i < 20 * MOST; i++) {
            assertThat(verify("ada@example.com", "192.0.2." + i, TOO_LONG)).isFalse();
        }
        assertTooMany("ada@example.com", "192.0.2.200", TOO_LONG);
        assertThat(verify("ada@example.com", "198.51.100.1", PASSWORD)).isTrue();
        assertThat(verify("bob@example.com", "192.0.2.200", TOO_LONG)).isFalse();
    }

    @Test
    void whatNobodyCouldTellDoesNotCount() {
        for (var i = 0; i < 2 * MOST; i++) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> verify("ada@example.com", "192.0.2.1", PASSWORD))
                    .isInstanceOf(UnavailableException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(verify("ada@example.com", "192.0.2.1", PASSWORD)).isTrue();
    }

    @Test
    void rightOnesDoNotCount() {
        for (var i = 0; i < 2 * MOST; i++) {
            assertThat(verify("ada@example.com", "192.0.2.1", PASSWORD)).isTrue();
        }
    }

    @Test
    void whatIsTooLongToBeOneCounts() {
        for (var i = 0; i < MOST; i++) {
            assertThat(verify("ada@example.com", "192.0.2.1", new Secret("x".repeat(100_000))))
                    .isFalse();
        }
        assertTooMany("ada@example.com", "192.0.2.1", PASSWORD);
    }
}
