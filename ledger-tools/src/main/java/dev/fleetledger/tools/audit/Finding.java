package dev.fleetledger.tools.audit;

import dev.fleetledger.schemas.Position;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong in the ledger.
 *
 * @param position where, or null if it concerns what is not there
 * @param what is wrong, for people: one sentence
 */
public record Finding(@Nullable Position position, String what) {

    @Override
    public String toString() {
        return position == null
                ? what
                : "partition " + position.partition() + ", offset " + position.offset() + ": " + what;
    }
}
