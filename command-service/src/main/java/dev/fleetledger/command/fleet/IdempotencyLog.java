package dev.fleetledger.command.fleet;

import dev.fleetledger.schemas.event.EventMetadata.Idempotency;
import dev.fleetledger.schemas.event.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;

/**
 * What was done under the clients' idempotency keys within the last {@link #KEPT}, but of no more than the last
 * {@link #MOST} of them. Time is that of the events, so that every instance forgets the same.
 *
 * @param byScope the answers by {@link Idempotency#scope()}
 * @param inOrder the scopes by the sequence of their first event
 */
public record IdempotencyLog(PMap<String, Answer> byScope, TreePMap<Long, String> inOrder) {
    /** How long a key is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);

    /** Each keeps a state of the fleet alive; those share most of their memory. */
    public static final int MOST = 50_000;

    public static final IdempotencyLog EMPTY = new IdempotencyLog(HashTreePMap.empty(), TreePMap.empty());

    /**
     * What was answered.
     *
     * @param request keyed hash of the request
     * @param command that came with the key
     * @param events that it wrote, at least one; the first one's subject is the answer's
     * @param state of the fleet right after it, without its own idempotency log
     */
    public record Answer(String request, UUID command, PVector<RecordedEvent> events, FleetState state) {}

    /** The answer given under that scope, if it is remembered. */
    public Optional<Answer> find(String scope, Instant now) {
        return Optional.ofNullable(byScope.get(scope)).filter(answer -> !expired(answer, now));
    }

    /** @param after the fleet's state with the event in it */
    IdempotencyLog evolve(RecordedEvent recorded, FleetState after) {
        var kept = forget(recorded.metadata().time());
        var key = recorded.metadata().idempotency();
        return key == null ? kept : kept.remember(key, recorded, after);
    }

    private IdempotencyLog remember(Idempotency key, RecordedEvent recorded, FleetState after) {
        var metadata = recorded.metadata();
        var earlier = byScope.get(key.scope());
        if (earlier != null && earlier.command().equals(metadata.command())) {
            var answer = new Answer(
                    key.request(), metadata.command(), earlier.events().plus(recorded), after);
            return new IdempotencyLog(byScope.plus(key.scope(), answer), inOrder);
        }
        var answer = new Answer(key.request(), metadata.command(), TreePVector.singleton(recorded), after);
        return new IdempotencyLog(byScope.plus(key.scope(), answer), inOrder.plus(metadata.sequence(), key.scope()));
    }

    private IdempotencyLog forget(Instant now) {
        var scopes = byScope;
        var order = inOrder;
        while (!order.isEmpty()) {
            var oldest = order.firstEntry();
            var answer = scopes.get(oldest.getValue());
            // A key used again after it had expired has a later place as well.
            if (answer != null && first(answer).metadata().sequence() == oldest.getKey()) {
                if (!expired(answer, now) && order.size() < MOST) {
                    break;
                }
                scopes = scopes.minus(oldest.getValue());
            }
            order = order.minus(oldest.getKey());
        }
        return order.size() == inOrder.size() ? this : new IdempotencyLog(scopes, order);
    }

    private static boolean expired(Answer answer, Instant now) {
        return !now.isBefore(first(answer).metadata().time().plus(KEPT));
    }

    private static RecordedEvent first(Answer answer) {
        return answer.events().getFirst();
    }
}
