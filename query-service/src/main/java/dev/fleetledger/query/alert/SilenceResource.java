package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.SilenceView;
import dev.fleetledger.domain.alert.SilenceView.Status;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Silences. */
@Path("/api/v1/alerts/silences")
@Speaks(Contract.CHATOPS)
public final class SilenceResource {
    private static final int USUAL_LIMIT = 1000;

    private final AlertDao alerts;
    private final AggregateReads reads;
    private final InstantSource clock;

    public SilenceResource(AlertDao alerts, AggregateReads reads, InstantSource clock) {
        this.alerts = alerts;
        this.reads = reads;
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
        var part = slice.read().usually(USUAL_LIMIT);
        reads.await(call);
        return alerts.silences(status, part, clock.instant());
    }

    /** One silence, also one that is over. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.ALERT_READ)
    public SilenceView get(@Context Call call, @PathParam("id") String id) {
        return reads.one(call, "Silence", id, silence -> alerts.silence(silence, clock.instant()));
    }
}
