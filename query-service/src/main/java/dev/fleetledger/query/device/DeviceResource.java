package dev.fleetledger.query.device;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.pdu.DeviceView;
import dev.fleetledger.query.history.AuditDao;
import dev.fleetledger.query.history.AuditPage;
import dev.fleetledger.query.history.AuditQuery;
import dev.fleetledger.query.history.AuditSelection;
import dev.fleetledger.query.pdu.PduDao;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.schemas.AggregateType;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;

/** Devices. */
@Path("/api/v1/devices")
public final class DeviceResource {
    private final PduDao devices;
    private final AuditDao audit;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public DeviceResource(PduDao devices, AuditDao audit, ReadBarrier barrier, InstantSource clock) {
        this.devices = devices;
        this.audit = audit;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** The devices; with {@code as_of} as they were then. */
    @GET
    @RequiresPermission({Permission.DEVICE_LIST, Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public Page<DeviceView> list(
            @Context Call call,
            @Context Query<DeviceListQuery> query,
            @Context Query<PageRequest.Numbered> page,
            @Context Query<Moment.Parameter> moment) {
        var asked = query.read();
        var part = page.read();
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        call.message("Devices retrieved successfully");
        return devices.devices(asked, part, when);
    }

    /** One device; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public DeviceView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        var device = PathId.uuid("Device", id);
        var when = moment.read().read(clock.instant());
        barrier.await(call, LedgerProjector.NAME);
        var view = devices.device(device, when).orElseThrow(() -> PathId.notFound("Device", id));
        if (when == null) {
            call.version(view.version());
        }
        call.message("Device retrieved successfully");
        return view;
    }

    /** What happened to one device, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        var device = PathId.uuid("Device", id);
        barrier.await(call, LedgerProjector.NAME);
        var found =
                audit.find(AggregateType.DEVICE, device.toString()).orElseThrow(() -> PathId.notFound("Device", id));
        call.message("Device history retrieved successfully");
        return audit.page(new AuditSelection(query.read(), found.type(), found.id()));
    }
}
