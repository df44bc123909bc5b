package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.ThresholdView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** Thresholds. */
@Path("/api/v1/alerts/thresholds")
@Speaks(Contract.CHATOPS)
public final class ThresholdResource {
    private final AlertDao alerts;
    private final AggregateReads reads;

    public ThresholdResource(AlertDao alerts, AggregateReads reads) {
        this.alerts = alerts;
        this.reads = reads;
    }

    /** The thresholds; with {@code as_of} as they were then. */
    @GET
    @RequiresPermission(Permission.ALERT_READ)
    public Page<ThresholdView> list(
            @Context Call call,
            @Context Query<ThresholdListQuery> query,
            @Context Query<PageRequest.Slice> slice,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = slice.read();
        return reads.at(call, moment, when -> alerts.thresholds(asked, part, when));
    }

    /** One threshold; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_READ)
    public ThresholdView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        return reads.one(call, "Threshold", id, moment, alerts::threshold, ThresholdView::version);
    }

    /** What happened to one threshold, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        return reads.history(call, AggregateType.THRESHOLD, "Threshold", id, query);
    }
}
