package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.schemas.FleetId;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The only way to change a fleet. */
public interface Ledger {

    /**
     * Decides a command and writes what it decides. The reply comes after the commit, also for a refusal.
     *
     * <p>Completes exceptionally with {@link LedgerUnavailableException} when this instance does not own the fleet, is
     * overloaded, or does not know the outcome.
     */
    CompletableFuture<CommandReply> submit(CommandRequest request);

    /** The fleet as committed, as far as this instance has read: for look-ups before a command, never for decisions. */
    FleetState state(FleetId fleet);

    /** Whether this instance decides for the fleet now. */
    boolean owns(FleetId fleet);

    /** Where the owner of the fleet takes requests, if one is known. */
    Optional<URI> owner(FleetId fleet);
}
