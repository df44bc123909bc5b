package dev.fleetledger.ingest.node;

import dev.fleetledger.ingest.heartbeat.TelemetryWriter;
import dev.fleetledger.kit.error.MeasurementTime;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.schemas.FleetId;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.util.Set;

/** Where nodes report what they measured, with their own keys. */
@Path("/api/v1/nodes/me/stats")
@Speaks(Contract.NODES)
public final class NodeStatsResource {
    private final TelemetryWriter telemetry;
    private final InstantSource clock;

    public NodeStatsResource(TelemetryWriter telemetry, InstantSource clock) {
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** That a report is kept. */
    public record StatsReceipt(boolean accepted) {}

    /** Keeps a report of the node whose key it is. */
    @POST
    @Limited(RateLimit.APART)
    @RequiresPermission(Permission.NODE_REPORT)
    @Bindable
    public Accepted<StatsReceipt> receive(@Context Call call, Body<NodeStatsBody> body) {
        var node = call.principal().server();
        if (node == null) {
            throw new RejectedException(new Rejection.Forbidden(
                    Set.of(Permission.NODE_REPORT), call.principal().permissions()));
        }
        var stats = body.read().of(node, clock.instant());
        MeasurementTime.require(stats.timestamp(), stats.receivedAt());
        telemetry.write(FleetId.DEFAULT, stats);
        return new Accepted<>(new StatsReceipt(true));
    }
}
