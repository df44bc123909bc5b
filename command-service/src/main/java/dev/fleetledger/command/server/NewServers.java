package dev.fleetledger.command.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.Supplier;

/** How many servers the telemetry of one principal may register: whoever may name a server could name any number. */
final class NewServers {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final long MOST_PRINCIPALS = 10_000;

    private final int perHour;
    private final LoadingCache<String, Bucket> left;

    /** @param perHour from 1 */
    NewServers(int perHour) {
        this.perHour = perHour;
        left = Caffeine.newBuilder()
                .maximumSize(MOST_PRINCIPALS)
                .expireAfterAccess(WINDOW)
                .build(actor -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, WINDOW))
                        .build());
    }

    /**
     * Has what may register one decided, which counts if it does; if that is not known, too.
     *
     * @throws RejectedException 429 if the principal had all that it may have, without asking; or what the decision throws
     */
    CommandReply.Accepted count(String actor, Supplier<CommandReply.Accepted> decision) {
        var own = left.get(actor);
        var probe = own.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new RejectedException(new Rejection.NoRoom(
                    "Telemetry of this credential has registered " + perHour + " servers within an hour; register it by"
                            + " POST /api/v1/servers, or wait",
                    Duration.ofNanos(probe.getNanosToWaitForRefill())));
        }
        try {
            var accepted = decision.get();
            if (accepted.events().isEmpty() || accepted.replayed()) {
                own.addTokens(1);
            }
            return accepted;
        } catch (RejectedException e) {
            own.addTokens(1);
            throw e;
        }
    }
}
