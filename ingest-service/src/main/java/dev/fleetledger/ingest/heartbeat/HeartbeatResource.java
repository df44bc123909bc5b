package dev.fleetledger.ingest.heartbeat;

import dev.fleetledger.kit.error.MeasurementTime;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.Body;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.util.UUID;

/** Where agents report. */
@Path("/api/v1/agents/heartbeat")
@Speaks(Contract.HOMELAB)
public final class HeartbeatResource {
    private final ServerResolver servers;
    private final Registrar registrar;
    private final TelemetryWriter telemetry;
    private final InstantSource clock;

    public HeartbeatResource(
            ServerResolver servers, Registrar registrar, TelemetryWriter telemetry, InstantSource clock) {
        this.servers = servers;
        this.registrar = registrar;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /**
     * That a heartbeat is kept.
     *
     * @param serverId as the agent named it
     * @param uuid of the server
     */
    public record Receipt(boolean accepted, String serverId, UUID uuid) {}

    /** Keeps a heartbeat. The first one of a new server registers it, if its key may. */
    @POST
    @Limited(RateLimit.APART)
    @RequiresPermission(Permission.METRICS_WRITE)
    @Bindable
    public Accepted<Receipt> receive(@Context Call call, Body<HeartbeatBody> body) {
        var heartbeat = body.read();
        var now = clock.instant();
        MeasurementTime.require(heartbeat.timestamp(), now);
        var named = heartbeat.named();
        var id = named.kind() == ServerName.Kind.HOST ? null : heartbeat.serverId();
        var server = servers.resolve(call.principal(), named, () -> registrar.register(call, id, heartbeat.hostname()));
        telemetry.write(heartbeat.of(server, now));
        return new Accepted<>(new Receipt(true, heartbeat.serverId(), server));
    }
}
