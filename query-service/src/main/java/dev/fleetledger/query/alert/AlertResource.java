package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.AlertView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.alert.AlertDao.AlertVersion;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;

/** Alerts. */
@Path("/api/v1/alerts")
@Speaks(Contract.CHATOPS)
public final class AlertResource {
    private static final int USUAL_LIMIT = 1000;

    private final AlertDao alerts;
    private final AggregateReads reads;

    public AlertResource(AlertDao alerts, AggregateReads reads) {
        this.alerts = alerts;
        this.reads = reads;
    }

    /** The alerts, the newest first, 1000 at most; with {@code as_of} as they were then. */
    @GET
    @RequiresPermission(Permission.ALERT_READ)
    public Page<AlertView> list(
            @Context Call call,
            @Context Query<AlertListQuery> query,
            @Context Query<PageRequest.Slice> slice,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = slice.read().usually(USUAL_LIMIT);
        return reads.at(call, moment, when -> alerts.alerts(asked, part, when));
    }

    /** One alert; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_READ)
    public AlertView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        return reads.one(call, "Alert", id, moment, alerts::alert, AlertVersion::version)
                .alert();
    }

    /** What happened to one alert. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        return reads.history(call, AggregateType.ALERT, "Alert", id, query);
    }
}
