package dev.fleetledger.kit.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fleetledger.kit.identity.Principal;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How often one caller may ask, counted in windows that begin with the first request. Kept by each instance for itself,
 * and for the busiest callers if there are very many.
 */
final class RateLimits {
    private static final long MOST_CALLERS = 100_000;
    private static final Pattern LOGIN = Pattern.compile("POST /api/auth/(login|refresh)/?");
    private static final Pattern JOIN = Pattern.compile("POST /api/v1/nodes/join-request/?");
    private static final Pattern CODE = Pattern.compile("GET /api/v1/nodes/status/code/([^/]+)/?");
    private static final Pattern BULK = Pattern.compile("POST /api/.*/import/?");
    /** Ingestion is bounded by bytes in flight, health and documentation are for machines that look often. */
    private static final Pattern APART = Pattern.compile("POST /api/v1/(agents/heartbeat|metrics|write|collectd)/?"
            + "|POST /api/v1/nodes/me/stats/?|\\w+ /api/(health|docs|openapi|postman).*|\\w+ /(?!api/).*");

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
    record Verdict(
            long limit,
            long remaining,
            Instant reset,
            @Nullable Duration retryAfter) {}

    RateLimits(LimitSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofHours(1))
                .ticker(() -> nanos(clock))
                .build(key -> bucket(key.limit()));
    }

    /** Counts a request. */
    Verdict count(Contract contract, String method, String path, String address, @Nullable Principal principal) {
        var request = method + " " + path;
        var key = key(contract, request, address, principal);
        var limit = key.limit().requests(settings);
        var bucket = buckets.get(key);
        if (APART.matcher(request).matches()) {
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

    private static Key key(Contract contract, String request, String address, @Nullable Principal principal) {
        var code = CODE.matcher(request);
        if (code.matches()) {
            return new Key(RateLimit.CODE, code.group(1));
        }
        if (LOGIN.matcher(request).matches()) {
            return new Key(RateLimit.LOGIN, address);
        }
        if (JOIN.matcher(request).matches()) {
            return new Key(RateLimit.JOIN, address);
        }
        var caller = principal == null ? address : principal.actor();
        if (BULK.matcher(request).matches()) {
            return new Key(RateLimit.BULK, caller);
        }
        if (contract != Contract.GOUGH) {
            return new Key(RateLimit.PRINCIPAL, caller);
        }
        return new Key(principal == null ? RateLimit.GOUGH_ANONYMOUS : RateLimit.GOUGH_USER, caller);
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
