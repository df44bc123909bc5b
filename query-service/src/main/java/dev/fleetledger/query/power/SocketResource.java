package dev.fleetledger.query.power;

import dev.fleetledger.domain.power.SocketView;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.query.history.AggregateReads;
import dev.fleetledger.query.power.PduDao.SocketVersion;
import dev.fleetledger.query.read.Moment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sockets of all PDUs. */
@Path("/api/v1/sockets")
@Speaks(Contract.PDU)
public final class SocketResource {
    private final PduDao pdus;
    private final AggregateReads reads;

    public SocketResource(PduDao pdus, AggregateReads reads) {
        this.pdus = pdus;
        this.reads = reads;
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
        var withDevices = include.read().device();
        call.message("Sockets retrieved successfully");
        return reads.at(call, moment, when -> pdus.sockets(pdu, withDevices, part, when));
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
        call.message("Socket retrieved successfully");
        var found = reads.one(
                call,
                "Socket",
                id,
                moment,
                (socket, when) -> pdus.socket(socket, include.read().device(), when),
                SocketVersion::version);
        return found.socket();
    }
}
