package dev.fleetledger.query.federate;

import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.identity.Permission;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;

/** The fleet for Prometheus to scrape: health and vitals of servers, quotas of nodes, open alerts. */
@Path("/api/v1/federate")
@Speaks(Contract.HOMELAB)
public final class FederateResource {
    private static final PrometheusTextFormatWriter TEXT =
            PrometheusTextFormatWriter.builder().build();

    private final List<Gauges.Source> sources;

    public FederateResource(Gauges.Source... sources) {
        this.sources = List.of(sources);
    }

    /** All gauges as they are now. */
    @GET
    @Produces("text/plain;version=0.0.4;charset=utf-8")
    @RequiresPermission(Permission.METRICS_READ)
    public StreamingOutput federate() {
        var gauges = new Gauges();
        sources.forEach(source -> source.collect(gauges));
        var snapshots = gauges.snapshots();
        return output -> TEXT.write(output, snapshots);
    }
}
