package dev.fleetledger.query.pdu;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.PathId;
import dev.fleetledger.kit.http.Query;
import dev.fleetledger.kit.http.RequiresPermission;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.pdu.SocketView;
import dev.fleetledger.query.projection.LedgerProjector;
import dev.fleetledger.query.read.Moment;
import dev.fleetledger.query.read.ReadBarrier;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sockets of all PDUs. */
@Path("/api/v1/sockets")
public final class SocketResource {
    private final PduDao pdus;
    private final ReadBarrier barrier;
    private final InstantSource clock;

    public SocketResource(PduDao pdus, ReadBarrier barrier, InstantSource clock) {
        this.pdus = pdus;
        this.barrier = barrier;
        this.clock = clock;
    }

    /** What sockets show: with {@code include_device} what draws power from them. */
    public record Include(@Nullable Boolean includeDevice) {
        boolean device() {
            return Boolean.TRUE.equals(includeDevice);
        }
    }

    /** Whose sockets are asked for; all if absent. */
    public record Filter(@Nullable UUID pduId) {}

    /** The sockets, in the order of their PDUs' names; with {@code as_of} as they were then. */
    @GET
    @RequiresPermission({Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public Page<SocketView> list(
            @Context Call call,
            @Context Query<Filter> filter,
            @Context Query<Include> include,
            @Context Query<PageRequest.Many> page,
            @Context Query<Moment.Parameter> moment) {
        var pdu = filter.read().pduId();
        var part = page.read();
        var when = moment.read().read(clock.instant());
        var withDevices = include.read().device();
        barrier.await(call, LedgerProjector.NAME);
        call.message("Sockets retrieved successfully");
        return pdus.sockets(pdu, withDevices, part, when);
    }

    /** One socket; with {@code as_of} as it was then. */
    @GET
    @Path("/{id}")
    @RequiresPermission({Permission.DEVICE_READ, Permission.DEVICE_MANAGE})
    public SocketView get(
            @Context Call call,
            @PathParam("id") String id,
            @Context Query<Include> include,
            @Context Query<Moment.Parameter> moment) {
        var socket = PathId.uuid("Socket", id);
        var when = moment.read().read(clock.instant());
        var withDevice = include.read().device();
        barrier.await(call, LedgerProjector.NAME);
        var found = pdus.socket(socket, withDevice, when).orElseThrow(() -> PathId.notFound("Socket", id));
        if (when == null) {
            call.version(found.version());
        }
        call.message("Socket retrieved successfully");
        return found.socket();
    }
}
