package dev.fleetledger.query.ledger;

import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditEvent;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds out what became of commands. */
public final class CommandOutcomes {
    private final Jdbi database;
    private final AuditDao audit;
    private final BooleanSupplier caughtUp;

    /** A command's outcome, and who asked for it if that is known. */
    record Found(@Nullable String actor, CommandOutcome outcome) {}

    /**
     * @param caughtUp whether the read models have everything that was written before the question, having waited a moment
     *     for it
     */
    public CommandOutcomes(Jdbi database, AuditDao audit, BooleanSupplier caughtUp) {
        this.database = database;
        this.audit = audit;
        this.caughtUp = caughtUp;
    }

    /** The outcome, if the command was ever decided. */
    Optional<Found> find(UUID command) {
        var found = seen(command);
        if (found.isPresent()) {
            return found;
        }
        var conclusive = caughtUp.getAsBoolean();
        return seen(command)
                .or(() ->
                        conclusive ? Optional.empty() : Optional.of(new Found(null, CommandOutcome.unknown(command))));
    }

    private Optional<Found> seen(UUID command) {
        var events = audit.ofCommand(command);
        if (!events.isEmpty()) {
            return Optional.of(new Found(events.getFirst().actor(), CommandOutcome.accepted(command, events)));
        }
        return database.withHandle(handle -> handle.createQuery("select * from outcomes where id = :id")
                        .bind("id", command)
                        .map((row, context) -> new EventlessOutcome(
                                command,
                                row.getTimestamp("time").toInstant(),
                                row.getString("actor"),
                                row.getString("type"),
                                row.getString("code"),
                                row.getString("message"),
                                row.getObject("earlier", UUID.class)))
                        .findOne())
                .map(outcome -> new Found(outcome.actor(), describe(outcome)));
    }

    private CommandOutcome describe(EventlessOutcome outcome) {
        if (outcome.code() != null) {
            return CommandOutcome.refused(outcome);
        }
        var earlier = outcome.earlier() == null ? List.<AuditEvent>of() : audit.ofCommand(outcome.earlier());
        return CommandOutcome.withoutEvents(outcome, earlier);
    }
}
