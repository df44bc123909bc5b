package dev.fleetledger.query.read;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.json.Times;
import dev.fleetledger.schemas.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A moment in the ledger's past: after all that had happened until then. */
public sealed interface Moment {

    /** A point in time; what happened in its very millisecond had happened. */
    record At(Instant time) implements Moment {}

    /** After the event at this position. */
    record After(Position position) implements Moment {}

    /** The parameter {@code as_of}: RFC 3339 time or position. */
    record Parameter(@Nullable String asOf) {

        /**
         * The moment asked for, or null for the present; the contract's answer to a wrong field if it is malformed or in
         * the future.
         */
        public @Nullable Moment read(Instant now) {
            if (asOf == null) {
                return null;
            }
            var position = Position.parse(asOf);
            if (position.isPresent()) {
                return new After(position.get());
            }
            Instant time;
            try {
                time = Times.parseQuery(asOf);
            } catch (DateTimeException e) {
                throw invalid("must be an RFC 3339 time or a position", asOf);
            }
            if (time.isAfter(now)) {
                throw inTheFuture(asOf);
            }
            return new At(time);
        }
    }

    /** The refusal of a moment that has not come yet. */
    static RejectedException inTheFuture(Object asOf) {
        return invalid("lies in the future", asOf.toString());
    }

    private static RejectedException invalid(String message, String received) {
        return new RejectedException(new Rejection.Invalid(new FieldError(
                "query",
                List.of("as_of"),
                message,
                "value_error",
                received,
                "a time that has passed, such as 2026-01-18T10:30:00Z, or a position, such as 0:42")));
    }
}
