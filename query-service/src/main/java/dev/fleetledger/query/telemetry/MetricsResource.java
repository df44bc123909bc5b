package dev.fleetledger.query.telemetry;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.query.telemetry.store.MetricsView;
import dev.fleetledger.query.telemetry.store.SeriesDao;
import dev.fleetledger.query.telemetry.store.VitalHistory;
import dev.fleetledger.schemas.server.ServerSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;

/** What servers measure, for ChatOps. */
@Path("/api/v1/metrics/{server_id}")
@Speaks(Contract.CHATOPS)
public final class MetricsResource {
    private final ServerDao servers;
    private final SeriesDao series;
    private final VitalHistory history;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public MetricsResource(
            ServerDao servers, SeriesDao series, VitalHistory history, ReadBarrier barrier, InstantSource clock) {
        this.servers = servers;
        this.series = series;
        this.history = history;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** What a server measured last; 404 before it has measured anything. */
    @GET
    @RequiresPermission(Permission.METRICS_READ)
    public MetricsView latest(@Context Call call, @PathParam("server_id") String id) {
        var server = server(call, id);
        return series.latest(server.id()).orElseThrow(() -> PathId.notFound("Metrics of server", id));
    }

    /** What a server measured over a time, in steps. */
    @GET
    @Path("/history")
    @RequiresPermission(Permission.METRICS_READ)
    public MetricsHistory history(
            @Context Call call, @PathParam("server_id") String id, @Context Query<Period.Parameters> parameters) {
        var server = server(call, id).id();
        var period = parameters.read().stepped(clock.instant());
        var points =
                history.read(server, period.start(), period.end(), period.step().toMillis());
        return new MetricsHistory(
                server, period.start(), period.end(), period.step().toSeconds(), points);
    }

    private ServerSnapshot server(Call call, String id) {
        barrier.await(call, Projectors.SERVERS);
        return servers.find(id, null).orElseThrow(() -> PathId.notFound("Server", id));
    }
}
