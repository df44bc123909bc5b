package dev.fleetledger.command.identity;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/** How often a login with one account may fail, from wherever it is tried; those that succeed do not count. */
final class LoginThrottle {
    private static final long MOST_ACCOUNTS = 100_000;

    private final LoadingCache<String, Bucket> failures;

    /**
     * @param perMinute failures, from 1
     */
    LoginThrottle(long perMinute) {
        failures = Caffeine.newBuilder()
                .maximumSize(MOST_ACCOUNTS)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(account -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** Counts an attempt; how long to wait if there were too many, else empty. */
    Optional<Duration> attempt(String email) {
        var probe = failures.get(IdentityState.fold(email)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** The attempt succeeded. */
    void succeeded(String email) {
        failures.get(IdentityState.fold(email)).addTokens(1);
    }
}
