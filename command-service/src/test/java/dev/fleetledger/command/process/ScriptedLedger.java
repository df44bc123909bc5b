package dev.fleetledger.command.process;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.AggregateRef;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.FleetId;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A ledger that answers as it is told to, and keeps what it was asked. */
final class ScriptedLedger implements Ledger {
    static final CommandReply ACCEPTED = new CommandReply.Accepted(
            new AggregateRef(AggregateType.DELIVERY, "1"), 1, List.of(), null, FleetState.EMPTY, Instant.EPOCH, false);
    static final CommandReply REFUSED = new CommandReply.Refused(new Rejection.Conflict("CONFLICT", "claimed already"));

    volatile boolean owns = true;
    /** What is answered to a command; what it throws is the reply's failure. */
    volatile Function<Command, CommandReply> script = command -> ACCEPTED;

    private final List<CommandRequest> requests = new ArrayList<>();

    /** A command of no area, known by its name. */
    record Named(String name) implements Command {
        @Override
        public Set<Permission> permissions() {
            return Set.of();
        }

        @Override
        public Decision decide(FleetState state, CommandContext context) {
            return Decision.unchanged(new AggregateRef(AggregateType.DELIVERY, name));
        }
    }

    static LedgerUnavailableException unavailable() {
        return new LedgerUnavailableException("scripted", Duration.ofSeconds(1));
    }

    synchronized List<CommandRequest> requests() {
        return List.copyOf(requests);
    }

    /** The names of the commands it was asked. */
    List<String> asked() {
        return requests().stream()
                .map(request -> ((Named) request.command()).name())
                .toList();
    }

    @Override
    public CompletableFuture<CommandReply> submit(CommandRequest request) {
        synchronized (this) {
            requests.add(request);
        }
        try {
            return CompletableFuture.completedFuture(script.apply(request.command()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public FleetState state(FleetId fleet) {
        return FleetState.EMPTY;
    }

    @Override
    public boolean owns(FleetId fleet) {
        return owns;
    }

    @Override
    public Optional<URI> owner(FleetId fleet) {
        return Optional.empty();
    }
}
