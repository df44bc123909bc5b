package dev.fleetledger.command.server;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.command.server.ServerCommand.RegisterHost;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the ingest-service registers the server of an agent's first heartbeat, with the agent's own
 * credential; never with one of a single server's, which registers none.
 */
@Path("/api/v1/agents/register")
@Speaks(Contract.HOMELAB)
public final class AgentRegistrationResource {
    private final Commands commands;
    private final NewServers newServers;

    /** @param serversPerHour that one principal may register so; from 1 */
    public AgentRegistrationResource(Commands commands, int serversPerHour) {
        this.commands = commands;
        this.newServers = new NewServers(serversPerHour);
    }

    /**
     * What is told of a server.
     *
     * @param serverId slug, uuid or number; absent if only the hostname is known, by which it is found then
     * @param hostname its own name; the serverId if there is none
     */
    public record Registration(
            @Nullable String serverId, @Nullable String hostname) {}

    /**
     * The server of that agent.
     *
     * @param serverId its uuid
     */
    public record Registered(UUID serverId) {}

    /** The server of that name, registered now unless it was already. */
    @POST
    @RequiresPermission({Permission.SERVER_REGISTER, Permission.SERVER_WRITE})
    public Registered register(@Context Call call, Body<Registration> body) {
        var registration = body.read();
        var command = command(registration);
        Supplier<CommandReply.Accepted> decision =
                () -> commands.execute(call, call.principal(), body, command, Commands.OF_SERVERS);
        var accepted = isKnown(registration)
                ? decision.get()
                : newServers.count(call.principal().actor(), decision);
        return new Registered(UUID.fromString(accepted.subject().id()));
    }

    private boolean isKnown(Registration registration) {
        var servers = commands.state().servers();
        return registration.serverId() != null
                ? servers.findAny(registration.serverId()).isPresent()
                : !servers.findByHost(String.valueOf(registration.hostname())).isEmpty();
    }

    private static ServerCommand command(Registration registration) {
        if (registration.serverId() != null) {
            return new RegisterFromHeartbeat(UUID.randomUUID(), registration.serverId(), registration.hostname());
        }
        if (registration.hostname() != null) {
            return new RegisterHost(UUID.randomUUID(), registration.hostname());
        }
        throw new RejectedException(new Rejection.Invalid(FieldError.missing("server_id")));
    }
}
