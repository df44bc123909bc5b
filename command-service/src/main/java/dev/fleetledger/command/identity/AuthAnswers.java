package dev.fleetledger.command.identity;

import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.http.RepeatedOnTop;
import dev.fleetledger.kit.security.Secret;
import java.time.Instant;
import java.util.UUID;

/** What the endpoints of login answer. */
final class AuthAnswers {

    private AuthAnswers() {}

    /**
     * A login or a refresh.
     *
     * @param expiresIn how long the access token is good, in seconds
     */
    @RepeatedOnTop({"access_token", "refresh_token", "expires_in", "token_type"})
    record Login(Secret accessToken, Secret refreshToken, long expiresIn, String tokenType, Account user) {}

    /** Who logged in. */
    record Account(long id, String email, String name, String role) {
        static Account of(User user) {
            return new Account(
                    user.number(),
                    user.details().email(),
                    user.details().name(),
                    user.details().role());
        }
    }

    /** A logout. */
    record Logout(UUID session) {}

    /** A ticket for one stream. */
    record Ticket(Secret ticket, Instant expiresAt) {}
}
