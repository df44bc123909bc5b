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
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.history.AuditSelection;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Power distribution units. */
@Path("/api/v1/pdus")
public final class PduResource {
    private final PduDao pdus;
    private final AuditDao audit;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public PduResource(PduDao pdus, AuditDao audit, ReadBarrier barrier, InstantSource clock) {
        this.pdus = pdus;
        this.audit = audit;
        this.barrier = barrier;
        this.clock = clock;
    }

    /**
     * What one PDU shows.
     *
     * @param includeSockets its sockets
     * @param includeDevices what draws power from it, also with each socket if they are shown
     */
    public record Include(
            @Nullable Boolean includeSockets, @Nullable Boolean includeDevices) {}

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
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        var found = pdus.list(asked, part, when);
        call.message("PDUs retrieved successfully");
        return Boolean.TRUE.equals(asked.includeStats())
                ? new Page<>(found.items().stream().map(PduView::withStats).toList(), found.total(), part)
                : found;
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
        var pdu = PathId.uuid("PDU", id);
        var when = moment.read().read(clock.instant());
        var shown = include.read();
        var withDevices = Boolean.TRUE.equals(shown.includeDevices());
        barrier.await(call, LedgerProjector.NAME);
        var view = pdus.find(pdu, withDevices, when).orElseThrow(() -> PathId.notFound("PDU", id));
        if (when == null) {
            call.version(view.version());
        }
        call.message("PDU retrieved successfully");
        var full = withDevices ? view.with(devices(view)) : view;
        return Boolean.TRUE.equals(shown.includeSockets()) ? full : full.withoutSockets();
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
        var pdu = PathId.uuid("PDU", id);
        var when = moment.read().read(clock.instant());
        var withDevices = include.read().device();
        barrier.await(call, LedgerProjector.NAME);
        var view = pdus.find(pdu, withDevices, when).orElseThrow(() -> PathId.notFound("PDU", id));
        call.message("Sockets retrieved successfully");
        return Objects.requireNonNull(view.sockets());
    }

    /** What happened to one PDU and its sockets, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        UUID pdu = PathId.uuid("PDU", id);
        barrier.await(call, LedgerProjector.NAME);
        var found = audit.find(AggregateType.PDU, pdu.toString()).orElseThrow(() -> PathId.notFound("PDU", id));
        call.message("PDU history retrieved successfully");
        return audit.page(new AuditSelection(query.read(), found.type(), found.id()));
    }

    private static List<DeviceView> devices(PduView pdu) {
        return Objects.requireNonNull(pdu.sockets()).stream()
                .map(SocketView::device)
                .filter(Objects::nonNull)
                .toList();
    }
}
