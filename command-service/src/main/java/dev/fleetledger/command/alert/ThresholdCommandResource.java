package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.ThresholdCommand.CreateThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.DeleteThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.UpdateThreshold;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.ledger.CommandReply;
import dev.fleetledger.kit.alert.ThresholdView;
import dev.fleetledger.kit.http.Body;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;

/** Changes of thresholds. */
@Path("/api/v1/alerts/thresholds")
public final class ThresholdCommandResource {
    private final Commands commands;

    public ThresholdCommandResource(Commands commands) {
        this.commands = commands;
    }

    /** Has something watched. */
    @POST
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Created<ThresholdView> create(@Context Call call, Body<NewThreshold> body) {
        var threshold = body.read();
        var command = new CreateThreshold(UUID.randomUUID(), threshold.details(), threshold.serverId());
        var view = answer(call, commands.execute(call, body, command));
        return new Created<>("/api/v1/alerts/thresholds/" + view.id(), view);
    }

    /** Changes the fields sent; null clears an optional one. A change resolves what is open by it, and begins anew. */
    @PUT
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public ThresholdView update(@Context Call call, @PathParam("id") String id, Body<ThresholdChanges> body) {
        var threshold =
                commands.known("Threshold", id, (state, uuid) -> state.alerts().threshold(uuid));
        var command = new UpdateThreshold(threshold, new ThresholdFields(body.read(), body::has));
        return answer(call, commands.execute(call, body, command));
    }

    /** Has it watched no more, and resolves what is open by it; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        commands.execute(call, new DeleteThreshold(PathId.uuid("Threshold", id)));
    }

    private static ThresholdView answer(Call call, CommandReply.Accepted accepted) {
        return Commands.answer(
                call,
                accepted,
                "Threshold",
                (state, id) -> state.alerts().threshold(id).map(found -> AlertAnswers.threshold(found, state)));
    }
}
