package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Authenticator;
import dev.fleetledger.kit.identity.Credential;
import dev.fleetledger.kit.identity.Principal;
import dev.fleetledger.kit.retry.UnavailableException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, as far as that can be told.
 *
 * @param credential they came with
 * @param principal null if there is no credential, or none that is good
 * @param doubt why it could not be told, or null if it could
 */
record Caller(
        Credential credential,
        @Nullable Principal principal,
        @Nullable UnavailableException doubt) {
    private static final int LONGEST_CREDENTIAL = 4096;
    private static final Credential NONE = Optional::empty;

    static Caller of(Authenticator authenticator, @Nullable String apiKey, @Nullable String bearer) {
        return (apiKey == null && bearer == null) || tooLong(apiKey) || tooLong(bearer)
                ? new Caller(NONE, null, null)
                : of(() -> authenticator.authenticate(apiKey, bearer));
    }

    /** Who opens a stream by a ticket, which is used up by that. */
    static Caller ofTicket(Authenticator authenticator, String ticket) {
        if (tooLong(ticket)) {
            return new Caller(NONE, null, null);
        }
        try {
            return of(authenticator.redeem(ticket).orElse(NONE));
        } catch (UnavailableException e) {
            return new Caller(NONE, null, e);
        }
    }

    private static Caller of(Credential credential) {
        try {
            return new Caller(credential, credential.principal().orElse(null), null);
        } catch (UnavailableException e) {
            return new Caller(credential, null, e);
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
