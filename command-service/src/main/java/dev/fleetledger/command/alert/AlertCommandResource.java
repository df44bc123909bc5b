package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.AlertCommand.AcknowledgeAlert;
import dev.fleetledger.command.alert.AlertCommand.ResolveAlert;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.domain.alert.AlertView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import java.util.function.Function;

/** What operators do about alerts. */
@Path("/api/v1/alerts")
@Speaks(Contract.CHATOPS)
public final class AlertCommandResource {
    private final Commands commands;

    public AlertCommandResource(Commands commands) {
        this.commands = commands;
    }

    /** Says that who asks looks after it; once is enough. */
    @POST
    @Path("/{id}/acknowledge")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public AlertView acknowledge(@Context Call call, @PathParam("id") String id) {
        return execute(call, id, AcknowledgeAlert::new);
    }

    /** Says that it is over. While its target goes on to cross, nothing is raised again; once it was clear, it may be. */
    @POST
    @Path("/{id}/resolve")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public AlertView resolve(@Context Call call, @PathParam("id") String id) {
        return execute(call, id, ResolveAlert::new);
    }

    private AlertView execute(Call call, String id, Function<UUID, AlertCommand> command) {
        var alert = PathId.uuid("Alert", id);
        var accepted = commands.execute(call, command.apply(alert));
        if (!accepted.events().isEmpty()) {
            Commands.tag(call, accepted);
        }
        return accepted.state()
                .alerts()
                .alert(alert)
                .map(AlertView::of)
                .orElseThrow(() -> PathId.notFound("Alert", id));
    }
}
