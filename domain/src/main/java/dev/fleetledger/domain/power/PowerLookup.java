package dev.fleetledger.domain.power;

import dev.fleetledger.domain.server.Server;
import dev.fleetledger.schemas.AggregateRef;
import java.util.Optional;
import java.util.UUID;

/** What PDUs and devices hold of one another, in a fleet as it is or as it was. */
public interface PowerLookup {

    Optional<Device> device(UUID id);

    /** The socket that a device draws its power from. */
    Optional<Outlet> outletOf(UUID device);

    /** The server, if it is still registered. */
    Optional<Server> server(UUID id);

    /** The number of events in an aggregate's history. */
    long version(AggregateRef aggregate);
}
