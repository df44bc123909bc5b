package dev.fleetledger.kit.http.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.identity.Principal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How often one caller may ask, counted in windows that begin with the first request. Kept by each instance for itself,
 * and for the busiest callers if there are very many.
 */
public final class RateLimits {
    private static final long MOST_CALLERS = 100_000;
    /** A registration code is shorter; more of what is none is not remembered. */
    private static final int LONGEST_CODE = 32;

    private final LimitSettings settings;
    private final InstantSource clock;
    private final LoadingCache<Key, Bucket> buckets;

    private record Key(RateLimit limit, String caller) {}

    /**
     * What is left.
     *
     * @param reset when all of it is there again
     * @param retryAfter when to ask again, or null if this request may pass
     */
    public record Verdict(
            long limit,
            long remaining,
            Instant reset,
            @Nullable Duration retryAfter) {}

    public RateLimits(LimitSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofHours(1))
                .ticker(() -> nanos(clock))
                .build(key -> bucket(key.limit()));
    }

    /**
     * Counts a request.
     *
     * @param declared by the method that it calls, or null if that declares none
     * @param client without a credential, what is counted
     * @param code that it asks for, if {@link RateLimit#CODE} is declared
     */
    public Verdict count(
            @Nullable RateLimit declared,
            Contract contract,
            Supplier<String> client,
            @Nullable Principal principal,
            @Nullable String code) {
        var key = key(declared, contract, client, principal, code);
        var limit = key.limit().requests(settings);
        var bucket = buckets.get(key);
        if (declared == RateLimit.APART) {
            var reset = clock.instant().plus(key.limit().window());
            return new Verdict(limit, bucket.getAvailableTokens(), reset, null);
        }
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Verdict(
                limit,
                probe.getRemainingTokens(),
                clock.instant().plusNanos(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? null : Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Key key(
            @Nullable RateLimit declared,
            Contract contract,
            Supplier<String> client,
            @Nullable Principal principal,
            @Nullable String code) {
        Supplier<String> caller = principal == null ? client : principal::actor;
        var limit = declared == null ? RateLimit.PRINCIPAL : declared;
        return switch (limit) {
            case CODE -> new Key(limit, spelledOnce(Objects.requireNonNullElse(code, "")));
            case LOGIN, JOIN -> new Key(limit, client.get());
            case BULK -> new Key(limit, caller.get());
            case APART, PRINCIPAL, GOUGH_USER, GOUGH_ANONYMOUS -> {
                if (contract != Contract.GOUGH) {
                    yield new Key(RateLimit.PRINCIPAL, caller.get());
                }
                yield new Key(principal == null ? RateLimit.GOUGH_ANONYMOUS : RateLimit.GOUGH_USER, caller.get());
            }
        };
    }

    private static String spelledOnce(String code) {
        var one = code.strip().toUpperCase(Locale.ROOT);
        return one.length() <= LONGEST_CODE ? one : one.substring(0, LONGEST_CODE);
    }

    private Bucket bucket(RateLimit limit) {
        var requests = limit.requests(settings);
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(requests)
                        .refillIntervally(requests, limit.window())
                        .build())
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        return nanos(clock);
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return true;
                    }
                })
                .build();
    }

    private static long nanos(InstantSource clock) {
        var now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
