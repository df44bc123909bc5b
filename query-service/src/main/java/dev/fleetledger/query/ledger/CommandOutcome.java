package dev.fleetledger.query.ledger;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.history.AuditEvent;
import dev.fleetledger.schemas.Position;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param id of the command
 * @param position of its last event; null without events
 * @param events that it caused, or that an earlier one under the same idempotency key did; none unless accepted
 * @param refusal why not; null unless refused
 * @param time when it was decided; null while unknown
 */
public record CommandOutcome(
        UUID id,
        Outcome outcome,
        @Nullable Instant time,
        @Nullable Position position,
        List<AuditEvent> events,
        @Nullable Reason refusal) {

    /** What became of it. */
    public enum Outcome {
        ACCEPTED,
        REFUSED,
        /** Not to be told yet: the read model lags, or the command may still be under way. */
        UNKNOWN;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A refusal. */
    public record Reason(
            @Nullable String errorCode, @Nullable String detail) {}

    public CommandOutcome {
        events = List.copyOf(events);
    }

    static CommandOutcome accepted(UUID id, List<AuditEvent> events) {
        var last = events.getLast();
        return new CommandOutcome(id, Outcome.ACCEPTED, last.time(), last.position(), events, null);
    }

    /** Accepted, but it had nothing to do, or was done before by a command with these events. */
    static CommandOutcome withoutEvents(EventlessOutcome outcome, List<AuditEvent> earlier) {
        var position = earlier.isEmpty() ? null : earlier.getLast().position();
        return new CommandOutcome(outcome.id(), Outcome.ACCEPTED, outcome.time(), position, earlier, null);
    }

    static CommandOutcome refused(EventlessOutcome refusal) {
        var reason = new Reason(refusal.code(), refusal.message());
        return new CommandOutcome(refusal.id(), Outcome.REFUSED, refusal.time(), null, List.of(), reason);
    }

    static CommandOutcome unknown(UUID id) {
        return new CommandOutcome(id, Outcome.UNKNOWN, null, null, List.of(), null);
    }
}
