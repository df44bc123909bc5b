package dev.fleetledger.command.server;

import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.server.ServerCommand.EnlistServer;
import dev.fleetledger.command.server.ServerCommand.RetireServer;
import dev.fleetledger.domain.server.Server;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.event.MachineDetails;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import java.util.UUID;

/** Enlists and removes servers, for Gough. */
@Path("/api/servers")
@Speaks(Contract.GOUGH)
public final class GoughServerCommandResource {
    private static final String ENLISTED = "Server registered successfully. Commission to complete setup.";

    private final Commands commands;
    private final PowerParameters power;

    GoughServerCommandResource(Commands commands, PowerParameters power) {
        this.commands = commands;
        this.power = power;
    }

    /**
     * A server that was enlisted.
     *
     * @param id its number
     * @param systemId by which its provider knows it
     * @param status its lifecycle
     * @param message what comes next, for people
     */
    public record Enlisted(
            long id,
            String systemId,
            String hostname,
            String macAddress,
            String status,
            UUID uuid,
            String slug,
            String message) {}

    /** Registers a server that can be commissioned. */
    @POST
    @RequiresPermission(Permission.SERVER_WRITE)
    public Created<Enlisted> enlist(@Context Call call, Body<GoughServerBody> body) {
        var sent = body.read();
        var checked = sent.check();
        var id = UUID.randomUUID();
        var parameters = checked.parameters();
        var machine = new MachineDetails(
                Server.systemId(id),
                checked.macAddress(),
                sent.usualArchitecture(),
                sent.usualPowerType(),
                parameters.keySet().stream().sorted().toList(),
                parameters.isEmpty() ? null : power.seal(id, parameters));
        var accepted = commands.execute(
                call, call.principal(), body, new EnlistServer(id, sent.fields(), machine), Commands.OF_SERVERS);
        var enlisted = Commands.answer(
                call,
                accepted,
                "Server",
                (state, uuid) -> state.servers().find(uuid).map(GoughServerCommandResource::of));
        call.message(ENLISTED);
        return new Created<>("/api/servers/" + enlisted.id(), enlisted);
    }

    /** Removes a server that is not deployed and that no job has; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.SERVER_WRITE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        var server = commands.state().servers().findNumbered(id).orElseThrow(() -> PathId.notFound("Server", id));
        commands.execute(call, call.principal(), null, new RetireServer(server.id()), Commands.OF_SERVERS);
    }

    private static Enlisted of(Server server) {
        var machine = Objects.requireNonNull(server.provisioning().machine());
        return new Enlisted(
                server.number(),
                machine.systemId(),
                server.details().hostname(),
                machine.macAddress(),
                ServerNaming.shown(server.lifecycle()),
                server.id(),
                server.slug(),
                ENLISTED);
    }
}
