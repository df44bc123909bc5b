package dev.fleetledger.domain;

import dev.fleetledger.schemas.AggregateRef;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something with a history of its own, as its events made it: a record whose static {@code evolve} is the one place that
 * knows what an event does. Its JSON, but for id and times, is what the history keeps of it.
 */
public interface Aggregate {

    /** Its identity in the ledger. */
    AggregateRef ref();

    /** What else the history looks it up by, in lower case. */
    default Set<String> names() {
        return Set.of();
    }

    /** What an event changes; throws NullPointerException if it never was, which no ledger says. */
    static <A> A known(@Nullable A before) {
        return Objects.requireNonNull(before, "an event of what never was");
    }
}
