package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.SilenceCommand.CreateSilence;
import dev.fleetledger.command.alert.SilenceCommand.EndSilence;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.Kind;
import dev.fleetledger.domain.alert.SilenceView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;

/** Makes and ends silences. */
@Path("/api/v1/alerts/silences")
@Speaks(Contract.CHATOPS)
public final class SilenceCommandResource {
    private final Kind<SilenceView> silences;

    public SilenceCommandResource(Commands commands, InstantSource clock) {
        this.silences = new Kind<>(
                commands,
                "Silence",
                "/api/v1/alerts/silences",
                (state, id) -> state.silences().find(id).map(silence -> SilenceView.of(silence, clock.instant())));
    }

    /** Has nobody told of some alerts until it expires; they stand in the history all the same. */
    @POST
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Created<SilenceView> create(@Context Call call, Body<NewSilence> body) {
        return silences.create(call, body, (id, sent) -> new CreateSilence(id, sent, sent.startsAt()));
    }

    /** Ends one before it expires; what goes on is told of then. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public void end(@Context Call call, @PathParam("id") String id) {
        silences.delete(call, id, EndSilence::new);
    }
}
