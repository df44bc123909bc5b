package dev.fleetledger.query.alert;

import dev.fleetledger.kit.alert.ThresholdView;
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

/** Thresholds. */
@Path("/api/v1/alerts/thresholds")
public final class ThresholdResource {
    private final AlertDao alerts;
    private final AuditDao audit;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public ThresholdResource(AlertDao alerts, AuditDao audit, ReadBarrier barrier, InstantSource clock) {
        this.alerts = alerts;
        this.audit = audit;
        this.barrier = barrier;
        this.clock = clock;
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
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        return alerts.thresholds(asked, part, when);
    }

    /** One threshold; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_READ)
    public ThresholdView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var threshold = PathId.uuid("Threshold", id);
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        var view = alerts.threshold(threshold, when).orElseThrow(() -> PathId.notFound("Threshold", id));
        if (when == null) {
            call.version(view.version());
        }
        return view;
    }

    /** What happened to one threshold, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        var threshold = PathId.uuid("Threshold", id);
        barrier.await(call, LedgerProjector.NAME);
        var found = audit.find(AggregateType.THRESHOLD, threshold.toString())
                .orElseThrow(() -> PathId.notFound("Threshold", id));
        return audit.page(new AuditSelection(query.read(), found.type(), found.id()));
    }
}
