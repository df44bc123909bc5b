package dev.fleetledger.query.node;

import dev.fleetledger.domain.node.Node;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.live.EventStreams;
import dev.fleetledger.query.live.FollowQuery;
import dev.fleetledger.schemas.node.NodeHealth;
import dev.fleetledger.schemas.node.NodeSnapshot;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.glassfish.jersey.media.sse.EventOutput;
import org.glassfish.jersey.media.sse.SseFeature;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What nodes measure, as it comes in. */
@Path("/api/v1/metrics/nodes")
@Speaks(Contract.NODES)
@Produces(SseFeature.SERVER_SENT_EVENTS)
public final class NodeStreamResource {
    private static final int DEFAULT_INTERVAL = 5;

    /** What a client was told of before it asked is to be in the first event. */
    private static final Duration CATCH_UP = Duration.ofSeconds(2);

    private final NodeDao facts;
    private final NodesMirror nodes;
    private final EventStreams streams;
    private final Duration staleAfter;
    private final InstantSource clock;

    NodeStreamResource(
            Jdbi database, NodesMirror nodes, EventStreams streams, Duration staleAfter, InstantSource clock) {
        this.facts = new NodeDao(database);
        this.nodes = nodes;
        this.streams = streams;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    /**
     * How a stream is asked for.
     *
     * @param interval seconds between events, 5 if absent
     * @param lastEventId the event that the client had last, where no Last-Event-ID can be sent
     * @param token an access token or API key, where no header can be sent
     * @param ticket a stream ticket, in place of a token
     */
    public record StreamQuery(
            @Nullable @Min(1) @Max(60) Integer interval,
            @Nullable @Size(max = FollowQuery.LONGEST_ID) String lastEventId,
            @Nullable String token,
            @Nullable String ticket) {

        Duration period() {
            return Duration.ofSeconds(interval == null ? DEFAULT_INTERVAL : interval);
        }

        @Override
        public String toString() {
            return "StreamQuery[" + interval + "]";
        }
    }

    /** An event: every node that was asked for, as it is then. */
    record NodesEvent(Instant timestamp, List<NodeNow> nodes) {}

    /** A node as it is then; what it never reported is null. */
    record NodeNow(
            long id,
            String hostname,
            NodeHealth status,
            boolean isMaster,
            @Nullable Double cpuPercent,
            @Nullable Double memoryPercent,
            @Nullable Double diskPercent,
            @Nullable Long uptimeSeconds,
            @Nullable Integer activeBackups,
            @Nullable Instant lastSeen) {

        static NodeNow of(NodeSnapshot node, NodeHealth health) {
            var latest = node.latest();
            return new NodeNow(
                    node.number(),
                    node.details().hostname(),
                    health,
                    node.details().master(),
                    latest == null ? null : latest.cpuPercent(),
                    latest == null ? null : latest.memoryPercent(),
                    latest == null ? null : latest.diskPercent(),
                    latest == null ? null : latest.uptimeSeconds(),
                    latest == null ? null : latest.activeBackups(),
                    node.lastSeen());
        }
    }

    /** All nodes, as server-sent events or a WebSocket. */
    @GET
    @Path("/stats/stream")
    @RequiresPermission(Permission.NODE_READ)
    @AlsoFails(503)
    public @Nullable EventOutput all(@Context Call call, @Context Query<StreamQuery> query) {
        var asked = query.read();
        var now = clock.instant();
        nodes.await(
                facts.all(null).stream()
                        .map(NodeRow::node)
                        .filter(node -> node.exists(now))
                        .map(Node::uuid)
                        .toList(),
                CATCH_UP);
        return streams.open(call, asked.lastEventId(), Permission.NODE_READ, asked.period(), () -> event(node -> true));
    }

    /** One node, as the same events with that node alone. */
    @GET
    @Path("/{id}/stats/stream")
    @RequiresPermission(Permission.NODE_READ)
    @AlsoFails(503)
    public @Nullable EventOutput one(
            @Context Call call, @PathParam("id") String id, @Context Query<StreamQuery> query) {
        var number = PathId.number("Node", id);
        facts.find(number, null)
                .map(found -> found.row().node())
                .filter(node -> node.exists(clock.instant()))
                .ifPresent(node -> nodes.await(List.of(node.uuid()), CATCH_UP));
        requireOne(number, id);
        var asked = query.read();
        return streams.open(call, asked.lastEventId(), Permission.NODE_READ, asked.period(), () -> {
            requireOne(number, id);
            return event(node -> node.number() == number);
        });
    }

    private NodesEvent event(Predicate<NodeSnapshot> asked) {
        var now = clock.instant();
        return new NodesEvent(
                now.truncatedTo(ChronoUnit.SECONDS),
                nodes.all().stream()
                        .filter(node -> asked.test(node) && node.exists(now))
                        .map(node -> NodeNow.of(node, node.health(now, staleAfter)))
                        .toList());
    }

    private void requireOne(long number, String id) {
        var now = clock.instant();
        if (nodes.all().stream().noneMatch(node -> node.number() == number && node.exists(now))) {
            throw PathId.notFound("Node", id);
        }
    }
}
