package dev.fleetledger.query.alert;

import dev.fleetledger.kit.alert.SilenceView;
import dev.fleetledger.kit.alert.SilenceView.Status;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Silences. */
@Path("/api/v1/alerts/silences")
public final class SilenceResource {
    private static final int USUAL_LIMIT = 1000;

    private final AlertDao alerts;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public SilenceResource(AlertDao alerts, ReadBarrier barrier, InstantSource clock) {
        this.alerts = alerts;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** Which silences are asked for. */
    public record ListQuery(@Nullable Status status) {}

    /** The silences, also those that are over, the newest first, 1000 at most. */
    @GET
    @RequiresPermission(Permission.ALERT_READ)
    public Page<SilenceView> list(
            @Context Call call, @Context Query<ListQuery> query, @Context Query<PageRequest.Slice> slice) {
        var status = query.read().status();
        var part = slice.read();
        var bounded = part.limit() == null ? new PageRequest.Slice(USUAL_LIMIT, part.offset()) : part;
        barrier.await(call, LedgerProjector.NAME);
        return alerts.silences(status, bounded, clock.instant());
    }

    /** One silence, also one that is over. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_READ)
    public SilenceView get(@Context Call call, @PathParam("id") String id) {
        var silence = PathId.uuid("Silence", id);
        barrier.await(call, LedgerProjector.NAME);
        return alerts.silence(silence, clock.instant()).orElseThrow(() -> PathId.notFound("Silence", id));
    }
}
