package dev.fleetledger.query.alert;

import dev.fleetledger.domain.alert.AlertView.Status;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.Page;
import dev.fleetledger.kit.http.PageRequest;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.parameter.Query;
import dev.fleetledger.kit.identity.Permission;
import dev.fleetledger.kit.kafka.Projectors;
import dev.fleetledger.query.read.ReadBarrier;
import dev.fleetledger.query.server.ServerDao;
import dev.fleetledger.schemas.server.ServerSnapshot;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is wrong, for Gough. */
@Path("/api/alerts")
@Speaks(Contract.GOUGH)
public final class GoughAlertResource {
    private static final AlertListQuery ACTIVE = new AlertListQuery(Status.ACTIVE, null, null, null, null, null);

    private final AlertDao alerts;
    private final ServerDao servers;
    private final ReadBarrier barrier;

    public GoughAlertResource(AlertDao alerts, ServerDao servers, ReadBarrier barrier) {
        this.alerts = alerts;
        this.servers = servers;
        this.barrier = barrier;
    }

    /** The active alerts, the newest first. */
    @GET
    @RequiresPermission(Permission.ALERT_READ)
    public Page<GoughAlert> list(@Context Call call, @Context Query<PageRequest.PerPage> page) {
        var part = page.read();
        barrier.await(call, Projectors.LEDGER);
        var found = alerts.alerts(ACTIVE, part, null);
        var about = found.items().stream()
                .map(alert -> alert.serverId())
                .filter(Objects::nonNull)
                .distinct()
                .flatMap(id -> servers.find(id.toString(), null).stream())
                .collect(Collectors.<ServerSnapshot, UUID, ServerSnapshot>toMap(
                        ServerSnapshot::id, Function.identity()));
        call.message("Active alerts retrieved successfully");
        return found.map(alert -> {
            var server = alert.serverId() == null ? null : about.get(alert.serverId());
            return GoughAlert.of(
                    alert,
                    server == null ? null : server.number(),
                    server == null ? null : server.details().hostname());
        });
    }
}
