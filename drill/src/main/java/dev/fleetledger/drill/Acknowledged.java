package dev.fleetledger.drill;

import dev.fleetledger.drill.Message.Answer;
import dev.fleetledger.drill.Message.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What the callers were told, by idempotency key. */
final class Acknowledged {
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final AtomicLong unchanged = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> lastSequences = new ConcurrentHashMap<>();
    /** In nanoTime. */
    private final Map<String, Long> lastEvents = new ConcurrentHashMap<>();

    void add(String fleet, String key, Outcome expected, Answer answer) {
        if (answer.outcome() == Outcome.UNAVAILABLE) {
            unanswered.incrementAndGet();
        } else if (answer.outcome() != expected) {
            wrong.add(key + " was " + answer.outcome() + " (" + answer.detail() + "), not " + expected);
        } else if (expected == Outcome.REFUSED) {
            refused.add(key);
        } else if (answer.sequence() == 0) {
            unchanged.incrementAndGet();
        } else {
            written.put(key, answer.sequence());
            lastSequences.merge(fleet, answer.sequence(), Math::max);
            lastEvents.put(fleet, System.nanoTime());
        }
    }

    /** The sequence of the event that each key was told. */
    Map<String, Long> written() {
        return Map.copyOf(written);
    }

    /** What a read of the fleet has to show by now. */
    long sequence(String fleet) {
        return lastSequences.getOrDefault(fleet, 0L);
    }

    /** Whether the fleet had an event acknowledged after that nanoTime. */
    boolean since(String fleet, long time) {
        var last = lastEvents.get(fleet);
        return last != null && last - time > 0;
    }

    Set<String> refused() {
        return Set.copyOf(refused);
    }

    /** Answers that no state of the fleet could have given. */
    List<String> wrong() {
        return List.copyOf(wrong);
    }

    String summary() {
        return written.size() + " events acknowledged, " + refused.size() + " refusals, " + unchanged
                + " without change, " + unanswered + " unanswered";
    }
}
