package dev.fleetledger.query.power;

import dev.fleetledger.domain.power.DeviceView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
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

/** Devices. */
@Path("/api/v1/devices")
@Speaks(Contract.PDU)
public final class DeviceResource {
    private final PduDao devices;
    private final AggregateReads reads;

    public DeviceResource(PduDao devices, AggregateReads reads) {
        this.devices = devices;
        this.reads = reads;
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
        call.message("Devices retrieved successfully");
        return reads.at(call, moment, when -> devices.devices(asked, part, when));
    }

    /** One device; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public DeviceView get(@Context Call call, @PathParam("id") String id, @Context Query<Moment.Parameter> moment) {
        call.message("Device retrieved successfully");
        return reads.one(call, "Device", id, moment, devices::device, DeviceView::version);
    }

    /** What happened to one device, also after its deletion. */
    @GET
    @Path("/{id}/history")
    @RequiresPermission(Permission.AUDIT_READ)
    public AuditPage history(@Context Call call, @PathParam("id") String id, @Context Query<AuditQuery> query) {
        call.message("Device history retrieved successfully");
        return reads.history(call, AggregateType.DEVICE, "Device", id, query);
    }
}
