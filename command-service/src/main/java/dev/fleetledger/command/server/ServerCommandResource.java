package dev.fleetledger.command.server;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.command.server.ServerCommand.DeleteServer;
import dev.fleetledger.command.server.ServerCommand.IfTaken;
import dev.fleetledger.command.server.ServerCommand.RegisterServer;
import dev.fleetledger.command.server.ServerCommand.UpdateServer;
import dev.fleetledger.domain.power.PowerViews;
import dev.fleetledger.domain.server.ServerView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of servers, for homelab and ChatOps. */
@Path("/api/v1/servers")
@Speaks({Contract.HOMELAB, Contract.CHATOPS})
public final class ServerCommandResource {

    private final Commands commands;
    private final ServerHealth health;

    public ServerCommandResource(Commands commands, ServerHealth health) {
        this.commands = commands;
        this.health = health;
    }

    /** Registers a server. */
    @POST
    @RequiresPermission(Permission.SERVER_WRITE)
    public Created<ServerView> register(@Context Call call, Body<ServerBody> body) {
        var fields = ServerBody.fields(body, call.contract());
        ServerBody.requireName(body, fields, call.contract());
        var ifTaken = call.contract() == Contract.CHATOPS ? IfTaken.NUMBER : IfTaken.REFUSE;
        var command = new RegisterServer(UUID.randomUUID(), ServerBody.id(body), ifTaken, fields);
        var accepted = execute(call, body, command);
        var view = view(call, accepted, accepted.subject().id());
        return new Created<>("/api/v1/servers/" + view.id(), view);
    }

    /** Changes the fields sent; null clears an optional one. */
    @PUT
    @Path("/{id}")
    @RequiresPermission(Permission.SERVER_WRITE)
    public ServerView update(@Context Call call, @PathParam("id") String id, Body<ServerBody> body) {
        if (call.idempotencyKey() == null) {
            require(id);
        }
        var command = new UpdateServer(id, ServerBody.id(body), ServerBody.fields(body, call.contract()));
        return view(call, execute(call, body, command), id);
    }

    /** Removes a server and its metrics; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.SERVER_WRITE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        execute(call, null, new DeleteServer(id));
    }

    private CommandReply.Accepted execute(Call call, @Nullable Body<?> body, ServerCommand command) {
        return commands.execute(call, call.principal(), body, command, Commands.OF_SERVERS);
    }

    private ServerView view(Call call, CommandReply.Accepted accepted, String id) {
        Commands.tag(call, accepted);
        var state = accepted.state();
        var server = state.servers()
                .find(UUID.fromString(accepted.subject().id()))
                .orElseThrow(() -> PathId.notFound("Server", id));
        var heard = health.find(server.id()).orElse(null);
        var snapshot = server.snapshot(state.version(server.ref()), heard);
        var view = call.contract() == Contract.CHATOPS ? ServerView.chatops(snapshot) : ServerView.homelab(snapshot);
        return view.with(new PowerViews(state).feeds(state.devices().ofServer(server.id())));
    }

    /** That it is not there is said before what is wrong with the body. */
    private void require(String id) {
        if (commands.state().servers().find(id).isEmpty()) {
            throw PathId.notFound("Server", id);
        }
    }
}
