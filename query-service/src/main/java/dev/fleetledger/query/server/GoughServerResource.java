package dev.fleetledger.query.server;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.job.JobDao;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;

/** Servers with what was done to them, for Gough. */
@Path("/api/servers")
@Speaks(Contract.GOUGH)
public final class GoughServerResource {
    private static final int MOST_DEEDS = 100;

    private final GoughServerDao servers;
    private final JobDao jobs;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    GoughServerResource(GoughServerDao servers, JobDao jobs, ReadBarrier barrier, InstantSource clock) {
        this.servers = servers;
        this.jobs = jobs;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** The servers; with {@code as_of} as the ledger knew them then, without what was heard of them. */
    @GET
    @RequiresPermission(Permission.SERVER_READ)
    public Page<GoughServer> list(
            @Context Call call,
            @Context Query<GoughServerQuery> query,
            @Context Query<PageRequest.PerPage> page,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = page.read();
        var when = moment.read().read(clock.instant());
        barrier.await(call, Projectors.SERVERS, Projectors.LEDGER);
        call.message("Servers retrieved successfully");
        return servers.list(asked, part, when);
    }

    /** One server, by number, slug or uuid, with its latest 100 deployments; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.SERVER_READ)
    public GoughServer.Whole get(
            @Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var when = moment.read().read(clock.instant());
        barrier.await(call, Projectors.SERVERS, Projectors.LEDGER);
        var found = servers.find(id, when).orElseThrow(() -> PathId.notFound("Server", id));
        if (when == null) {
            call.version(found.version());
        }
        call.message("Server retrieved successfully");
        return GoughServer.whole(
                found.server(), found.heard(), jobs.deeds(found.server().id(), MOST_DEEDS, when));
    }
}
