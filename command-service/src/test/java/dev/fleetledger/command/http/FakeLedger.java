package dev.fleetledger.command.http;

import dev.fleetledger.command.fleet.CommandContext;
import dev.fleetledger.command.fleet.DeciderSpecification;
import dev.fleetledger.command.fleet.Decision;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.ledger.CommandRequest;
import dev.fleetledger.command.ledger.Ledger;
import dev.fleetledger.command.ledger.LedgerUnavailableException;
import dev.fleetledger.schemas.FleetId;
import dev.fleetledger.schemas.Position;
import dev.fleetledger.schemas.event.FleetEvent;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A ledger in memory that decides as the real one does, and can be told to be elsewhere, away or silent. */
public final class FakeLedger implements Ledger {
    final List<CommandRequest> requests = new ArrayList<>();
    volatile boolean owns = true;
    volatile boolean silent;
    volatile @Nullable URI owner;
    private final List<FleetEvent> past = new ArrayList<>();
    private final @Nullable InstantSource clock;

    /** One whose time is that of its last event. */
    FakeLedger() {
        this.clock = null;
    }

    /** One with that past. */
    public FakeLedger(InstantSource clock, FleetEvent... past) {
        this.clock = clock;
        this.past.addAll(List.of(past));
    }

    /** What happened until now. */
    public synchronized List<FleetEvent> events() {
        return List.copyOf(past);
    }

    @Override
    public synchronized CompletableFuture<CommandReply> submit(CommandRequest request) {
        requests.add(request);
        if (silent) {
            return new CompletableFuture<>();
        }
        if (!owns) {
            return CompletableFuture.failedFuture(
                    new LedgerUnavailableException("not the owner", Duration.ofSeconds(7)));
        }
        var before = state(request.fleet());
        var now = clock == null ? before.time() : clock.instant();
        var context = new CommandContext(request.id(), now, request.principal());
        return CompletableFuture.completedFuture(
                switch (request.command().decide(before, context)) {
                    case Decision.Refused refused -> new CommandReply.Refused(refused.rejection());
                    case Decision.Accepted accepted -> accept(accepted);
                });
    }

    private CommandReply accept(Decision.Accepted accepted) {
        past.addAll(accepted.events());
        var position = accepted.events().isEmpty() ? null : new Position(0, past.size());
        var state = DeciderSpecification.state(past);
        return new CommandReply.Accepted(
                accepted.subject(),
                state.version(accepted.subject()),
                List.of(),
                position,
                state,
                DeciderSpecification.START,
                false);
    }

    CommandRequest last() {
        return requests.getLast();
    }

    @Override
    public synchronized FleetState state(FleetId fleet) {
        return DeciderSpecification.state(past);
    }

    @Override
    public boolean owns(FleetId fleet) {
        return owns;
    }

    @Override
    public Optional<URI> owner(FleetId fleet) {
        return Optional.ofNullable(owner);
    }
}
