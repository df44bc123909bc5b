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
    private final Map<String, Long> lastAnswer = new ConcurrentHashMap<>();
    private final AtomicLong longestSilence = new AtomicLong();

    void add(String fleet, String key, Outcome expected, Answer answer) {
        if (answer.outcome() == Outcome.UNAVAILABLE) {
            unanswered.incrementAndGet();
            return;
        }
        silence(fleet);
        if (answer.outcome() != expected) {
            wrong.add(key + " was " + answer.outcome() + " (" + answer.detail() + "), not " + expected);
        } else if (expected == Outcome.REFUSED) {
            refused.add(key);
        } else if (answer.sequence() == 0) {
            unchanged.incrementAndGet();
        } else {
            written.put(key, answer.sequence());
        }
    }

    private void silence(String fleet) {
        var now = System.nanoTime();
        var last = lastAnswer.put(fleet, now);
        if (last != null) {
            longestSilence.accumulateAndGet((now - last) / 1_000_000, Math::max);
        }
    }

    /** The sequence of the event that each key was told. */
    Map<String, Long> written() {
        return Map.copyOf(written);
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
                + " without change, " + unanswered + " unanswered; longest silence of a fleet " + longestSilence
                + " ms";
    }
}
