package dev.fleetledger.command.server;

import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.kit.server.ServersView;
import dev.fleetledger.schemas.server.ServerSnapshot;
import java.util.Optional;
import java.util.UUID;

/** Servers' health out of the read model; unknown while that is out of reach, which is no reason to fail a command. */
public record LastHeard(ServersView servers) implements ServerHealth {

    @Override
    public Optional<ServerSnapshot> find(UUID server) {
        try {
            return servers.find(server);
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }
}
