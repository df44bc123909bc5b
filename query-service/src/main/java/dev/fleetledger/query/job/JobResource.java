package dev.fleetledger.query.job;

import dev.fleetledger.domain.job.JobNames;
import dev.fleetledger.domain.job.JobView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.live.EventStreams;
import dev.fleetledger.query.live.FollowQuery;
import dev.fleetledger.query.read.Moment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.net.URI;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jspecify.annotations.Nullable;

/** Long work. */
@Path("/api/jobs")
@Speaks(Contract.GOUGH)
public final class JobResource {
    private final JobDao jobs;
    private final JobFeeds feeds;
    private final JobLogReader log;
    private final EventStreams streams;
    private final AggregateReads reads;
    private final URI base;

    /** @param base where clients reach the platform */
    JobResource(JobDao jobs, JobFeeds feeds, JobLogReader log, EventStreams streams, AggregateReads reads, URI base) {
        this.jobs = jobs;
        this.feeds = feeds;
        this.log = log;
        this.streams = streams;
        this.reads = reads;
        this.base = base;
    }

    /** The jobs, the newest first; with {@code as_of} as the ledger knew them then. */
    @GET
    @RequiresPermission(Permission.JOB_READ)
    public Page<JobView> list(
            @Context Call call,
            @Context Query<JobListQuery> query,
            @Context Query<PageRequest.PerPage> page,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = page.read();
        call.message("Jobs retrieved successfully");
        return reads.at(call, moment, when -> jobs.jobs(asked, part, when));
    }

    /** One job, by {@code 123} or {@code deploy-job-123}; with {@code as_of} as the ledger knew it then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.JOB_READ)
    public JobView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var name = JobNames.parse(id).orElseThrow(() -> PathId.notFound("Job", id));
        return reads.at(call, moment, when -> {
            var found = jobs.job(name.number(), when)
                    .filter(job -> name.isOf(job.job()))
                    .orElseThrow(() -> PathId.notFound("Job", id));
            if (when == null) {
                call.version(found.version());
            }
            return JobView.of(found.job());
        });
    }

    /** What happened to a job, for people: its milestones, and what its provider logged. */
    @GET
    @Path("/{id}/logs")
    @RequiresPermission(Permission.JOB_READ)
    public JobLog logs(@Context Call call, @PathParam("id") String id, @Context Query<JobLogQuery> query) {
        reads.await(call);
        var job = feeds.named(id);
        var asked = query.read();
        if (!job.live()) {
            var unused = feeds.isSettled(job);
        }
        var part = log.after(job.number(), JobLogReader.Place.of(asked.after()), asked.most());
        return new JobLog(
                part.entries().stream().map(JobLogReader.Entry::line).toList(),
                part.more() ? part.entries().getLast().place().toString() : null,
                webSocket("/api/jobs/" + job.number() + "/logs/stream"));
    }

    /** What happened to a job and what comes, as server-sent events or a WebSocket, until the job's end. */
    @GET
    @Path("/{id}/logs/stream")
    @Produces(SseFeature.SERVER_SENT_EVENTS)
    @RequiresPermission(Permission.JOB_READ)
    @AlsoFails(503)
    public @Nullable EventOutput follow(
            @Context Call call, @PathParam("id") String id, @Context Query<FollowQuery> query) {
        reads.await(call);
        var number = feeds.number(id);
        return streams.follow(call, query.read().lastEventId(), Permission.JOB_READ, feeds.log(number));
    }

    /** Where a path is asked for as a WebSocket: https becomes wss. */
    private String webSocket(String path) {
        return base.toString().replaceFirst("^http", "ws") + path;
    }
}
