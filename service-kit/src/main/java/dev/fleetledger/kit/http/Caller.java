package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.error.UnavailableException;
import dev.fleetledger.kit.identity.Authenticator;
import dev.fleetledger.kit.identity.Principal;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as that can be told.
 *
 * @param principal null if there is no credential, or none that is good
 * @param doubt why it could not be told, or null if it could
 */
record Caller(@Nullable Principal principal, @Nullable UnavailableException doubt) {
    private static final int LONGEST_CREDENTIAL = 4096;

    static Caller of(Authenticator authenticator, @Nullable String apiKey, @Nullable String bearer) {
        if ((apiKey == null && bearer == null) || tooLong(apiKey) || tooLong(bearer)) {
            return new Caller(null, null);
        }
        try {
            return new Caller(authenticator.authenticate(apiKey, bearer).orElse(null), null);
        } catch (UnavailableException e) {
            return new Caller(null, e);
        }
    }

    /** The principal; 401 without, 503 if it cannot be told. */
    Principal required() {
        if (doubt != null) {
            throw doubt;
        }
        if (principal == null) {
            throw new RejectedException(new Rejection.Unauthenticated("Could not validate credentials"));
        }
        return principal;
    }

    private static boolean tooLong(@Nullable String credential) {
        return credential != null && credential.length() > LONGEST_CREDENTIAL;
    }
}
