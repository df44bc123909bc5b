package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.FreeSpace;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.schemas.FleetId;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A ledger that takes commands only while there is room on its disk.
 *
 * @param ledger that decides them
 * @param space there
 */
public record SpacedLedger(Ledger ledger, FreeSpace space) implements Ledger {
    @Override
    public CompletableFuture<CommandReply> submit(CommandRequest request) {
        try {
            space.require();
        } catch (UnavailableException e) {
            return CompletableFuture.failedFuture(
                    new LedgerUnavailableException(String.valueOf(e.getMessage()), e.retryAfter()));
        }
        return ledger.submit(request);
    }

    @Override
    public FleetState state(FleetId fleet) {
        return ledger.state(fleet);
    }

    @Override
    public boolean owns(FleetId fleet) {
        return ledger.owns(fleet);
    }

    @Override
    public Optional<URI> owner(FleetId fleet) {
        return ledger.owner(fleet);
    }
}
