package dev.fleetledger.query.system;

import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.Permission;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.Jdbi;

/** Figures of the platform as a whole, for Gough. */
@Path("/api/metrics")
@Speaks(Contract.GOUGH)
public final class SystemMetricsResource {
    private final SystemMetricsDao metrics;
    private final HttpFigures http;
    private final InstantSource clock;

    /** For a service that has not started yet. */
    public SystemMetricsResource(Jdbi database, Environment environment, InstantSource clock) {
        this.metrics = new SystemMetricsDao(database);
        this.http = new HttpFigures(environment.metrics(), environment.lifecycle());
        this.clock = clock;
    }

    /** How loaded the servers are, how busy the service, and how many servers there are. */
    @GET
    @RequiresPermission(Permission.METRICS_READ)
    public SystemMetrics metrics(@Context Call call) {
        call.message("System metrics retrieved successfully");
        return new SystemMetrics(
                clock.instant().truncatedTo(ChronoUnit.MILLIS), metrics.usage(), http.now(), metrics.servers());
    }
}
