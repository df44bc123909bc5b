package dev.fleetledger.command.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;

/** How often guesses of one sort may fail: logins with one account, codes from one address. Right ones do not count. */
public final class FailureThrottle {
    private static final long MOST_KEYS = 100_000;

    private final LoadingCache<String, Bucket> failures;

    /**
     * @param perMinute failures, from 1
     */
    public FailureThrottle(long perMinute) {
        failures = Caffeine.newBuilder()
                .maximumSize(MOST_KEYS)
                .expireAfterAccess(Duration.ofMinutes(10))
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                        .build());
    }

    /** Counts an attempt; how long to wait if there were too many, else empty. */
    public Optional<Duration> attempt(String key) {
        var probe = failures.get(key).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** The attempt does not count: it succeeded, or nobody could tell. */
    public void forget(String key) {
        failures.get(key).addTokens(1);
    }
}
