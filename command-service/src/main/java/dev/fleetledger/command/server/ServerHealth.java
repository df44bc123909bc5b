package dev.fleetledger.command.server;

import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.Optional;
import java.util.UUID;

/** What servers last said of themselves, as far as this instance has heard. */
@FunctionalInterface
public interface ServerHealth {

    /** The server as the read model has it, if it has. */
    Optional<ServerSnapshot> find(UUID server);
}
