package dev.fleetledger.command.server;

import static dev.fleetledger.command.http.Commands.LEDGER_PROJECTOR;
import static dev.fleetledger.command.http.Commands.SERVERS_PROJECTOR;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.server.ServerCommand.RegisterFromHeartbeat;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the ingest-service registers the server of an agent's first heartbeat, with the agent's own credential. */
@Path("/api/v1/agents/register")
public final class AgentRegistrationResource {
    private final Commands commands;

    public AgentRegistrationResource(Commands commands) {
        this.commands = commands;
    }

    /**
     * What an agent says of its server.
     *
     * @param serverId slug, uuid or number
     * @param hostname its own name; the serverId if there is none
     */
    public record Registration(
            @NotNull String serverId, @Nullable String hostname) {}

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
        var command = new RegisterFromHeartbeat(UUID.randomUUID(), registration.serverId(), registration.hostname());
        var accepted =
                commands.execute(call, call.principal(), body, command, Set.of(LEDGER_PROJECTOR, SERVERS_PROJECTOR));
        return new Registered(UUID.fromString(accepted.subject().id()));
    }
}
