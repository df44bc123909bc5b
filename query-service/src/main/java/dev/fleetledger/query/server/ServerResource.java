package dev.fleetledger.query.server;

import dev.fleetledger.domain.server.ServerView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.json.Rendered;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.power.PduDao;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerDao.Fed;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.server.ServerSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;

/** Servers, for homelab and ChatOps. */
@Path("/api/v1/servers")
@Speaks({Contract.HOMELAB, Contract.CHATOPS})
public final class ServerResource {
    private final ServerDao servers;
    private final PduDao power;
    private final AggregateReads reads;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public ServerResource(
            ServerDao servers, PduDao power, AggregateReads reads, ReadBarrier barrier, InstantSource clock) {
        this.servers = servers;
        this.power = power;
        this.reads = reads;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** The servers; with {@code as_of} as the ledger knew them then, without health and measurements. */
    @GET
    @Produces(Contract.HOMELAB_TYPE)
    @RequiresPermission(Permission.SERVER_READ)
    public ServerList list(
            @Context Call call,
            @Context Query<ServerListQuery> query,
            @Context Query<PageRequest.Slice> slice,
            @Context Query<Moment.Parameter> moment) {
        var page = page(call, query, slice, moment);
        return new ServerList(page.items().stream().map(ReadyServer::homelab).toList(), page.total());
    }

    /** The servers; with {@code as_of} as the ledger knew them then, without health and measurements. */
    @GET
    @Produces(Contract.CHATOPS_TYPE)
    @RequiresPermission(Permission.SERVER_READ)
    public Page<Rendered<ServerView>> listBare(
            @Context Call call,
            @Context Query<ServerListQuery> query,
            @Context Query<PageRequest.Slice> slice,
            @Context Query<Moment.Parameter> moment) {
        var page = page(call, query, slice, moment);
        return page.map(ReadyServer::chatops);
    }

    /** One server, by slug or uuid; with {@code as_of} as the ledger knew it then, without health and measurements. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.SERVER_READ)
    public Rendered<ServerView> get(
            @Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var when = moment.read().read(clock.instant());
        barrier.await(call, Projectors.SERVERS, Projectors.LEDGER);
        var found = when == null ? servers.fed(id) : servers.find(id, when).map(server -> past(server, when));
        var server = found.orElseThrow(() -> PathId.notFound("Server", id));
        if (when == null) {
            call.version(server.ready().version());
        }
        var view = call.contract() == Contract.CHATOPS
                ? server.ready().chatops()
                : server.ready().homelab();
        return ReadyServer.with(view, server.feeds());
    }

    private Fed past(ServerSnapshot server, Moment when) {
        return new Fed(ReadyServer.of(server), power.feeds(server.id(), when));
    }

    /** What happened to one server, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        return reads.historyOf(call, AggregateType.SERVER, "Server", id, query);
    }

    private Page<ReadyServer> page(
            Call call, Query<ServerListQuery> query, Query<PageRequest.Slice> slice, Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = slice.read();
        var when = moment.read().read(clock.instant());
        barrier.await(call, Projectors.SERVERS, Projectors.LEDGER);
        return servers.list(asked, part, when);
    }
}
