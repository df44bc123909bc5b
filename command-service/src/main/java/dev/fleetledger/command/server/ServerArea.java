package dev.fleetledger.command.server;

import dev.fleetledger.command.area.AreaServices;
import dev.fleetledger.kit.Area;

/** Servers, as the command-service has them. */
public final class ServerArea {

    private ServerArea() {}

    public static Area of(AreaServices with) {
        return Area.of(
                new ServerCommandResource(with.commands(), new LastHeard(with.servers())),
                new GoughServerCommandResource(
                        with.commands(), new PowerParameters(with.keyset().sealer())),
                new AgentRegistrationResource(
                        with.commands(), with.configuration().capacity().serversPerHour()));
    }
}
