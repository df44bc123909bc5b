package dev.fleetledger.command.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetledger.command.http.FailureThrottle;
import java.time.Duration;
import java.util.Optional;

/**
 * How often the password of one account may be guessed: by one client, and by all clients together, as there may be very
 * many. Where its user logged in before, the guesses of others keep nobody out.
 */
final class LoginThrottle {
    /** The guesses of all clients, in those of one. */
    private static final int CLIENTS = 20;

    private static final long MOST_KNOWN = 100_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    private final FailureThrottle ofClient;
    private final FailureThrottle ofAccount;
    private final Cache<Pair, Boolean> known = Caffeine.newBuilder()
            .maximumSize(MOST_KNOWN)
            .expireAfterAccess(KNOWN_FOR)
            .build();

    private record Pair(String account, String client) {
        String key() {
            return account + "\n" + client;
        }
    }

    /**
     * @param perMinute failures of one client with one account, from 1
     */
    LoginThrottle(long perMinute) {
        ofClient = new FailureThrottle(perMinute);
        ofAccount = new FailureThrottle(CLIENTS * perMinute);
    }

    /** Counts an attempt; how long to wait if there were too many, else empty. */
    Optional<Duration> attempt(String account, String client) {
        var pair = new Pair(account, client);
        var wait = ofClient.attempt(pair.key());
        return wait.isPresent() || isKnown(pair) ? wait : ofAccount.attempt(account);
    }

    /** The attempt was right. */
    void succeeded(String account, String client) {
        forget(account, client);
        known.put(new Pair(account, client), true);
    }

    /** The attempt does not count, as nobody could tell. */
    void forget(String account, String client) {
        var pair = new Pair(account, client);
        ofClient.forget(pair.key());
        if (!isKnown(pair)) {
            ofAccount.forget(account);
        }
    }

    private boolean isKnown(Pair pair) {
        return known.getIfPresent(pair) != null;
    }
}
