package dev.fleetledger.query.server;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.live.EventStreams;
import dev.fleetledger.query.live.FollowQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jspecify.annotations.Nullable;

/** What becomes of servers, as it happens. */
@Path("/api/ws/servers")
@Speaks(Contract.GOUGH)
@Produces(SseFeature.SERVER_SENT_EVENTS)
public final class ServerStreamResource {
    private final ServerChanges changes;
    private final GoughServerDao servers;
    private final EventStreams streams;

    ServerStreamResource(ServerChanges changes, GoughServerDao servers, EventStreams streams) {
        this.changes = changes;
        this.servers = servers;
        this.streams = streams;
    }

    /** Which servers were registered, changed or deleted, or went on- or offline, as server-sent events or a WebSocket. */
    @GET
    @RequiresPermission(Permission.SERVER_READ)
    @AlsoFails(503)
    public @Nullable EventOutput follow(@Context Call call, @Context Query<FollowQuery> query) {
        var after = query.read().lastEventId();
        return streams.follow(call, after, Permission.SERVER_READ, new ServerFeed(changes, servers));
    }
}
