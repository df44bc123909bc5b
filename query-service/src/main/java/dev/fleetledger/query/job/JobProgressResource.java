package dev.fleetledger.query.job;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.live.EventStreams;
import dev.fleetledger.query.live.FollowQuery;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jspecify.annotations.Nullable;

/** How far jobs are, as it changes. */
@Path("/api/ws/jobs")
@Speaks(Contract.GOUGH)
@Produces(SseFeature.SERVER_SENT_EVENTS)
public final class JobProgressResource {
    private final JobFeeds feeds;
    private final EventStreams streams;
    private final AggregateReads reads;

    JobProgressResource(JobFeeds feeds, EventStreams streams, AggregateReads reads) {
        this.feeds = feeds;
        this.streams = streams;
        this.reads = reads;
    }

    /**
     * How far a job is now and then as it changes, as server-sent events or a WebSocket, the last of which has its final status.
     */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.JOB_READ)
    @AlsoFails(503)
    public @Nullable EventOutput follow(
            @Context Call call, @PathParam("id") String id, @Context Query<FollowQuery> query) {
        reads.await(call);
        var number = feeds.number(id);
        return streams.follow(call, query.read().lastEventId(), Permission.JOB_READ, feeds.progress(number));
    }
}
