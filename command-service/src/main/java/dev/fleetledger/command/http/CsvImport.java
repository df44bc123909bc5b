package dev.fleetledger.command.http;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.http.ImportReport.Outcome;
import dev.fleetledger.command.http.ImportReport.RowOutcome;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.parameter.Csv;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.Position;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of a table in, one command each: what is there already is changed, so that the same table brings
 * nothing new the second time. A row that is refused stops no other.
 */
public final class CsvImport {
    private final Commands commands;
    private final InstantSource clock;

    public CsvImport(Commands commands, InstantSource clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /**
     * Imports the rows, or says what would become of them.
     *
     * @param kind what the rows are, as the answer's message calls it
     * @param keyOf tells a row from all others, for people
     * @param sameOf what two rows of one key have in common, of what {@code keyOf} says
     * @param commandOf what a row asks for, and a new id for what is not there yet
     * @throws dev.fleetledger.command.ledger.LedgerUnavailableException if not all of it can be decided now; the table
     *     may then be sent again
     */
    public <T extends Record> ImportReport run(
            Call call,
            String kind,
            Query<ImportQuery> query,
            Csv<T> table,
            Function<T, String> keyOf,
            UnaryOperator<String> sameOf,
            BiFunction<UUID, Change<T>, Command> commandOf) {
        var dryRun = query.read().isDry();
        var outcomes = new ArrayList<RowOutcome>();
        var keys = new HashMap<String, Integer>();
        Position last = null;
        for (var row : table.rows()) {
            String key = null;
            try {
                var change = row.change();
                key = keyOf.apply(change.value());
                var command = commandOf.apply(UUID.randomUUID(), change);
                var earlier = keys.putIfAbsent(sameOf.apply(key), row.number());
                if (earlier != null) {
                    outcomes.add(RowOutcome.repeated(row.number(), key, earlier));
                } else if (dryRun) {
                    outcomes.add(wouldBe(call, row.number(), key, command));
                } else {
                    var reply = commands.decideOneOf(call, row, command);
                    outcomes.add(outcome(row.number(), key, reply));
                    last = reply instanceof CommandReply.Accepted accepted && accepted.position() != null
                            ? accepted.position()
                            : last;
                }
            } catch (RejectedException e) {
                outcomes.add(RowOutcome.rejected(row.number(), key, e.rejection()));
            }
        }
        commands.await(call, last);
        call.message(kind + (dryRun ? " import checked" : " import done"));
        return ImportReport.of(dryRun, outcomes);
    }

    private RowOutcome wouldBe(Call call, int number, String key, Command command) {
        var state = commands.state();
        var context = new CommandContext(UUID.randomUUID(), clock.instant(), call.principal());
        return switch (command.decide(state, context)) {
            case Decision.Refused refused -> RowOutcome.rejected(number, key, refused.rejection());
            case Decision.Accepted accepted -> {
                var isNew = state.version(accepted.subject()) == 0;
                yield accepted(
                        number,
                        key,
                        isNew ? null : accepted.subject(),
                        accepted.events().size(),
                        isNew);
            }
        };
    }

    private static RowOutcome outcome(int number, String key, CommandReply reply) {
        return switch (reply) {
            case CommandReply.Refused refused -> RowOutcome.rejected(number, key, refused.rejection());
            case CommandReply.Accepted accepted ->
                accepted(
                        number,
                        key,
                        accepted.subject(),
                        accepted.events().size(),
                        accepted.version() == accepted.events().size());
        };
    }

    private static RowOutcome accepted(
            int number, String key, @Nullable AggregateRef subject, int events, boolean isNew) {
        var outcome = events == 0 ? Outcome.UNCHANGED : isNew ? Outcome.CREATED : Outcome.UPDATED;
        return RowOutcome.accepted(number, key, outcome, subject == null ? null : subject.id());
    }

    /** What is told apart within its organization. */
    public static String key(@Nullable UUID organization, String name) {
        return organization == null ? name : organization + "/" + name;
    }

    /** The fields that are wrong, or the rule that is broken. */
    static List<ImportReport.Fault> errors(Rejection rejection) {
        return rejection instanceof Rejection.Invalid invalid
                ? invalid.errors().stream()
                        .map(error -> new ImportReport.Fault(
                                error.field(), error.message(), error.received(), error.expected()))
                        .toList()
                : List.of(new ImportReport.Fault(null, rejection.message(), null, null));
    }
}
