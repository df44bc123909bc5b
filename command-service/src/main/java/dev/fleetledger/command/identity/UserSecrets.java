package dev.fleetledger.command.identity;

import dev.fleetledger.domain.identity.User;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.security.ClientNetwork;
import dev.fleetledger.kit.security.Sealer;
import dev.fleetledger.kit.security.Secret;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.event.Concealed;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Passwords as the ledger keeps them: hashed, and the hash sealed for the user whose it is. */
public final class UserSecrets {
    private static final String FIELD = "password";

    private final Sealer sealer;
    /** None is so long; and what is hashed is bounded. */
    private static final int LONGEST_SENT = 1000;

    private final Passwords passwords;
    private final LoginThrottle guesses;

    /**
     * A password that somebody sent as a user's.
     *
     * @param account whose it shall be, such as an e-mail address, in one spelling
     * @param address where it came from
     */
    record Attempt(String account, String address, Secret password) {

        /** Who guesses, whichever of its addresses it uses. */
        String client() {
            return ClientNetwork.of(address);
        }
    }

    /**
     * @param failuresPerMinute of one client with one account, from 1: so nobody's guesses keep out the user, who comes from
     *     elsewhere
     */
    public UserSecrets(Sealer sealer, Passwords passwords, long failuresPerMinute) {
        this.sealer = sealer;
        this.passwords = passwords;
        this.guesses = new LoginThrottle(failuresPerMinute);
    }

    /** The hash of a password, to be sealed; takes long, so is done before a number is chosen. */
    Secret hash(Secret password) {
        return passwords.hash(password);
    }

    Concealed seal(FleetId fleet, long user, Secret hash) {
        return sealer.seal(fleet, User.ref(user), FIELD, hash);
    }

    /** Whether that is the user's password; takes as long if there is no user. 429 after too many that were not. */
    boolean verify(FleetId fleet, Optional<User> user, Attempt attempt) {
        guesses.attempt(attempt.account(), attempt.client()).ifPresent(UserSecrets::tooMany);
        var hash = user.map(found -> sealer.unseal(fleet, found.ref(), FIELD, found.passwordHash()));
        if (isRight(hash, attempt)) {
            guesses.succeeded(attempt.account(), attempt.client());
            return true;
        }
        return false;
    }

    private boolean isRight(Optional<Secret> hash, Attempt attempt) {
        try {
            return attempt.password().value().length() <= LONGEST_SENT && passwords.verify(hash, attempt.password());
        } catch (UnavailableException e) {
            guesses.forget(attempt.account(), attempt.client());
            throw e;
        }
    }

    private static void tooMany(Duration wait) {
        throw new ProblemException(new Problem(
                429,
                "RATE_LIMITED",
                "Too many wrong passwords for this account",
                Map.of(
                        "Retry-After",
                        Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))));
    }
}
