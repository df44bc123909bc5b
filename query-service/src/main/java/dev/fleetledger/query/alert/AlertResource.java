package dev.fleetledger.query.alert;

import dev.fleetledger.kit.alert.AlertView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.history.AuditSelection;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;

/** Alerts. */
@Path("/api/v1/alerts")
public final class AlertResource {
    private static final int USUAL_LIMIT = 1000;

    private final AlertDao alerts;
    private final AuditDao audit;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public AlertResource(AlertDao alerts, AuditDao audit, ReadBarrier barrier, InstantSource clock) {
        this.alerts = alerts;
        this.audit = audit;
        this.barrier = barrier;
        this.clock = clock;
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
        var part = slice.read();
        var bounded = part.limit() == null ? new PageRequest.Slice(USUAL_LIMIT, part.offset()) : part;
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        return alerts.alerts(asked, bounded, when);
    }

    /** One alert; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_READ)
    public AlertView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var alert = PathId.uuid("Alert", id);
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        var found = alerts.alert(alert, when).orElseThrow(() -> PathId.notFound("Alert", id));
        if (when == null) {
            call.version(found.version());
        }
        return found.alert();
    }

    /** What happened to one alert. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        var alert = PathId.uuid("Alert", id);
        barrier.await(call, LedgerProjector.NAME);
        var found = audit.find(AggregateType.ALERT, alert.toString()).orElseThrow(() -> PathId.notFound("Alert", id));
        return audit.page(new AuditSelection(query.read(), found.type(), found.id()));
    }
}
