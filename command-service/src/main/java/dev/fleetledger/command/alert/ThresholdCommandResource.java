package dev.fleetledger.command.alert;

import dev.fleetledger.command.alert.ThresholdCommand.CreateThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.DeleteThreshold;
import dev.fleetledger.command.alert.ThresholdCommand.UpdateThreshold;
import dev.fleetledger.command.http.Commands;
import dev.fleetledger.command.http.Kind;
import dev.fleetledger.domain.alert.ThresholdView;
import dev.fleetledger.kit.change.Change;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Created;
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

/** Changes of thresholds. */
@Path("/api/v1/alerts/thresholds")
@Speaks(Contract.CHATOPS)
public final class ThresholdCommandResource {
    private final Kind<ThresholdView> thresholds;

    public ThresholdCommandResource(Commands commands) {
        this.thresholds = new Kind<>(
                commands,
                "Threshold",
                "/api/v1/alerts/thresholds",
                (state, id) -> state.alerts()
                        .threshold(id)
                        .map(found -> new ThresholdView(found, state.version(found.ref()))));
    }

    /** Has something watched. */
    @POST
    @RequiresPermission(Permission.ALERT_MANAGE)
    public Created<ThresholdView> create(@Context Call call, Body<NewThreshold> body) {
        return thresholds.create(call, body, CreateThreshold::new);
    }

    /** Changes the fields sent; null clears an optional one. A change resolves what is open by it, and begins anew. */
    @PUT
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public ThresholdView update(@Context Call call, @PathParam("id") String id, Body<Change<NewThreshold>> body) {
        return thresholds.update(call, id, body, UpdateThreshold::new);
    }

    /** Has it watched no more, and resolves what is open by it; the ledger keeps its history. */
    @DELETE
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_MANAGE)
    public void delete(@Context Call call, @PathParam("id") String id) {
        thresholds.delete(call, id, DeleteThreshold::new);
    }
}
