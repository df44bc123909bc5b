package dev.fleetledger.query.power;

import dev.fleetledger.domain.power.PduView;
import dev.fleetledger.domain.power.SocketView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
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
@Speaks(Contract.PDU)
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
        PduView.Parts parts() {
            return new PduView.Parts(Boolean.TRUE.equals(includeSockets), Boolean.TRUE.equals(includeDevices), false);
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
        call.message("PDUs retrieved successfully");
        return reads.at(call, moment, when -> pdus.list(asked, part, when));
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
        return reads.one(
                call,
                "PDU",
                id,
                moment,
                (pdu, when) -> pdus.find(pdu, include.read().parts(), when),
                PduView::version);
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
        var shown = new PduView.Parts(true, include.read().device(), false);
        var view = reads.at(call, moment, when -> pdus.find(pdu, shown, when))
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
}
