package dev.fleetledger.command.ledger;

import dev.fleetledger.command.fleet.Command;
import dev.fleetledger.command.fleet.FleetState;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.identity.Principal;
import java.time.Instant;
import java.util.Optional;

/** Says again, by the fleet's own state at the time of the decision, whether a principal may do what it asks. Pure. */
@FunctionalInterface
public interface Authorizer {

    /** The refusal, or empty if it may now. */
    Optional<Rejection> check(FleetState state, Principal principal, Command command, Instant now);
}
