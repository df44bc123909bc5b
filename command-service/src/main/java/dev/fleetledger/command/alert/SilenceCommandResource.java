package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.SilenceCommand.CreateSilence;
import dev.fleetledger.command.alert.SilenceCommand.EndSilence;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.kit.alert.SilenceView;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;

/** Makes and ends silences. */
@Path("/api/v1/alerts/silences")
public final class SilenceCommandResource {
    private final Commands commands;

    public SilenceCommandResource(Commands commands) {
        this.commands = commands;
    }

    /** Has nobody told of some alerts until it expires; they stand in the history all the same. */
    @POST
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Created<SilenceView> create(@Context Call call, Body<NewSilence> body) {
        var silence = body.read();
        var accepted = commands.execute(call, body, new CreateSilence(UUID.randomUUID(), silence, silence.startsAt()));
        var view = Commands.answer(
                call,
                accepted,
                "Silence",
                (state, id) -> state.silences()
                        .find(id)
                        .map(made -> SilenceView.of(
                                made.id(), made.owner(), made.details(), made.createdAt(), null, state.time())));
        return new Created<>("/api/v1/alerts/silences/" + view.id(), view);
    }

    /** Ends one before it expires; what goes on is told of then. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public void end(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new EndSilence(PathId.uuid("Silence", id)));
    }
}
