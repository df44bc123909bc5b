package dev.fleetledger.query.pdu;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.pdu.DeviceView;
import dev.fleetledger.kit.pdu.PduView;
import dev.fleetledger.kit.pdu.SocketView;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Power distribution units. */
@Path("/api/v1/pdus")
public final class PduResource {
    private final PduDao pdus;
    private final AggregateReads reads;

    public PduResource(PduDao pdus, AggregateReads reads) {
        this.pdus = pdus;
        this.reads = reads;
    }

    /**
     * What one PDU shows.
     *
     * @param includeSockets its sockets
     * @param includeDevices what draws power from it, also with each socket if they are shown
     */
    public record Include(
            @Nullable Boolean includeSockets, @Nullable Boolean includeDevices) {
        boolean sockets() {
            return Boolean.TRUE.equals(includeSockets);
        }

        boolean devices() {
            return Boolean.TRUE.equals(includeDevices);
        }
    }

    /** The PDUs with their sockets; with {@code as_of} as they were then. */
    @GET
    @RequiresPermission({Permission.PDU_VIEW, Permission.DEVICE_LIST, Permission.DEVICE_READ})
    public Page<PduView> list(
            @Context Call call,
            @Context Query<PduListQuery> query,
            @Context Query<PageRequest.Numbered> page,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = page.read();
        var found = reads.at(call, moment, when -> pdus.list(asked, part, when));
        call.message("PDUs retrieved successfully");
        return Boolean.TRUE.equals(asked.includeStats()) ? found.map(PduView::withStats) : found;
    }

    /** One PDU; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public PduView get(
            @Context Call call,
            @PathParam("id") String id,
            @Context Query<Include> include,
            @Context Query<Moment.Parameter> moment) {
        call.message("PDU retrieved successfully");
        var view = reads.one(
                call,
                "PDU",
                id,
                moment,
                (pdu, when) -> pdus.find(pdu, include.read().devices(), when),
                PduView::version);
        var full = include.read().devices() ? view.with(devices(view)) : view;
        return include.read().sockets() ? full : full.withoutSockets();
    }

    /** The sockets of one PDU; with {@code as_of} as they were then. */
    @GET
    @Path("/{id}/sockets")
    @RequiresPermission({Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public List<SocketView> sockets(
            @Context Call call,
            @PathParam("id") String id,
            @Context Query<SocketResource.Include> include,
            @Context Query<Moment.Parameter> moment) {
        call.message("Sockets retrieved successfully");
        var pdu = PathId.uuid("PDU", id);
        var view = reads.at(call, moment, when -> pdus.find(pdu, include.read().device(), when))
                .orElseThrow(() -> PathId.notFound("PDU", id));
        return Objects.requireNonNull(view.sockets());
    }

    /** What happened to one PDU and its sockets, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        call.message("PDU history retrieved successfully");
        return reads.history(call, AggregateType.PDU, "PDU", id, query);
    }

    private static List<DeviceView> devices(PduView pdu) {
        return Objects.requireNonNull(pdu.sockets()).stream()
                .map(SocketView::device)
                .filter(Objects::nonNull)
                .toList();
    }
}
