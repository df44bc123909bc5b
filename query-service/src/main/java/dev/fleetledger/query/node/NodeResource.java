package dev.fleetledger.query.node;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.Authenticated;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.retry.UnavailableException;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.node.NodeAnswers.BackupList;
import dev.fleetledger.query.node.NodeAnswers.Heard;
import dev.fleetledger.query.node.NodeAnswers.NodeDescription;
import dev.fleetledger.query.node.NodeAnswers.NodeSummary;
import dev.fleetledger.query.node.NodeAnswers.QuotaStatus;
import dev.fleetledger.query.node.NodeAnswers.SiteList;
import dev.fleetledger.query.node.NodeDao.Whole;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import dev.fleetledger.schemas.node.Usage;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Nodes, their quotas, sites and backups. */
@Path("/api/v1/nodes")
@Speaks(Contract.NODES)
public final class NodeResource {
    private static final int DEFAULT_LIMIT = 50;

    private final NodeDao nodes;
    private final NodesMirror reports;
    private final Duration staleAfter;
    private final AggregateReads reads;
    private final InstantSource clock;

    NodeResource(Jdbi database, NodesMirror reports, Duration staleAfter, AggregateReads reads, InstantSource clock) {
        this.nodes = new NodeDao(database);
        this.reports = reports;
        this.staleAfter = staleAfter;
        this.reads = reads;
        this.clock = clock;
    }

    /**
     * Which backups are asked for.
     *
     * @param skip how many come before, 0 if absent
     * @param limit how many at most, 50 if absent
     * @param siteId of one site alone
     */
    public record BackupQuery(
            @Nullable @Min(0) @Max(Integer.MAX_VALUE) Long skip,
            @Nullable @Min(1) @Max(1000) Integer limit,
            @Nullable Long siteId) {}

    /** All nodes, also those that wait for approval; with {@code as_of} as they were then. */
    @GET
    @Authenticated
    public List<NodeSummary> list(@Context Call call, @Context Query<Moment.Parameter> moment) {
        var now = clock.instant();
        var when = moment.read().read(now);
        reads.await(call);
        return nodes.all(when).stream()
                .filter(row -> row.node().exists(then(when, now)))
                .map(row -> NodeSummary.of(row, heard(row.node().uuid(), when, now)))
                .toList();
    }

    /** One node; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission(Permission.NODE_READ)
    public NodeDescription get(
            @Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var now = clock.instant();
        var when = moment.read().read(now);
        var found = find(call, id, when, now);
        var row = found.row();
        if (when == null) {
            call.version(row.version());
        }
        return NodeDescription.of(row, found.backups(), heard(row.node().uuid(), when, now));
    }

    /** How much of its quota a node uses, and its sites of theirs; with {@code as_of} the quotas of then, without use. */
    @GET
    @Path("/{id}/quota/status")
    @RequiresPermission(Permission.NODE_READ)
    public QuotaStatus quota(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var now = clock.instant();
        var found = find(call, id, moment.read().read(now), now);
        var node = found.row().node();
        var usage = found.row().usage();
        var sites = found.sites();
        return new QuotaStatus(
                node.number(),
                node.details().hostname(),
                usage == null ? null : usage.usedGb(),
                node.quotaGb(),
                usage == null ? null : usage.percent(),
                usage == null ? null : usage.isOver(),
                sites.size(),
                usage == null ? null : count(sites, Usage::isOver),
                usage == null ? null : count(sites, Usage::isWarning),
                sites.stream().map(SiteRow::view).toList());
    }

    /** The sites of a node; with {@code as_of} those of then with their quotas, without use. */
    @GET
    @Path("/{id}/sites")
    @RequiresPermission(Permission.NODE_READ)
    public SiteList sites(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var now = clock.instant();
        var sites = find(call, id, moment.read().read(now), now).sites();
        return new SiteList(sites.stream().map(SiteRow::view).toList(), sites.size());
    }

    /** The backups of a node, those first that were reported last; with {@code as_of} those of then. */
    @GET
    @Path("/{id}/backups")
    @RequiresPermission(Permission.NODE_READ)
    public BackupList backups(
            @Context Call call,
            @PathParam("id") String id,
            @Context Query<BackupQuery> query,
            @Context Query<Moment.Parameter> moment) {
        var now = clock.instant();
        var when = moment.read().read(now);
        var node = find(call, id, when, now).row().node();
        var asked = query.read();
        return nodes.backups(
                node.number(),
                asked.siteId(),
                asked.skip() == null ? 0 : asked.skip(),
                asked.limit() == null ? DEFAULT_LIMIT : asked.limit(),
                when);
    }

    /** What happened to one node, also if its request to join has expired. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        PathId.number("Node", id);
        return reads.historyOf(call, AggregateType.NODE, "Node", id, query);
    }

    private static long count(List<SiteRow> sites, Predicate<Usage> which) {
        return sites.stream()
                .map(SiteRow::usage)
                .filter(usage -> usage != null && which.test(usage))
                .count();
    }

    private Whole find(Call call, String id, @Nullable Moment when, Instant now) {
        var number = PathId.number("Node", id);
        reads.await(call);
        return nodes.find(number, when)
                .filter(found -> found.row().node().exists(then(when, now)))
                .orElseThrow(() -> PathId.notFound("Node", id));
    }

    private Heard heard(UUID node, @Nullable Moment when, Instant now) {
        if (when != null) {
            return Heard.UNKNOWN;
        }
        try {
            return reports.find(node)
                    .map(found -> new Heard(found.health(now, staleAfter), found.lastSeen(), found.latest()))
                    .orElse(Heard.UNKNOWN);
        } catch (UnavailableException e) {
            return Heard.UNKNOWN;
        }
    }

    /** When it is asked about. Of a position in the ledger it is not known: what was not taken away yet, was. */
    private static Instant then(@Nullable Moment when, Instant now) {
        if (when == null) {
            return now;
        }
        return switch (when) {
            case Moment.At at -> at.time();
            case Moment.After after -> Instant.MIN;
        };
    }
}
