package dev.fleetledger.kit.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whose credential it is. */
public interface Authenticator {

    /**
     * Whose credential it is, or empty if it is wrong, expired or revoked. At least one is given; with both, the API
     * key alone counts.
     *
     * @param apiKey the value of {@code X-API-Key}: an API key
     * @param bearer the value of {@code Authorization: Bearer}: a JWT or an API key
     * @throws dev.fleetledger.kit.retry.UnavailableException while nobody can be told here
     */
    Optional<Principal> authenticate(@Nullable String apiKey, @Nullable String bearer);

    /**
     * Takes the ticket with which a stream is opened where no header can be sent: it opens no other from now on. Empty if
     * it is none, used or expired.
     */
    default Optional<Credential> redeem(String ticket) {
        return Optional.empty();
    }
}
