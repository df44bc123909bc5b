package dev.fleetledger.ingest.collectd;

import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.SeriesNames;
import dev.fleetledger.ingest.metrics.Batches;
import dev.fleetledger.ingest.metrics.JsonItems;
import dev.fleetledger.ingest.metrics.MetricsBatch.Receipt;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.RawBody;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Where collectd's write_http plugin sends, in its JSON format. */
@Path("/api/v1/collectd")
@Speaks(Contract.HOMELAB)
public final class CollectdResource {
    private final Intake intake;
    private final Batches batches;
    private final SeriesNames names;

    public CollectdResource(Intake intake) {
        this.intake = intake;
        this.batches = new Batches(intake);
        this.names = new SeriesNames(intake.limits());
    }

    /** Keeps each item that can be kept. The plugin takes nothing but 200 for success. */
    @POST
    @Limited(RateLimit.APART)
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission(Permission.METRICS_WRITE)
    @Bindable
    public Receipt receive(@Context Call call, RawBody<List<ValueList>> body) {
        var kept = batches.keep(call, body, List.of(), (bytes, delivery) -> {
            var reader = new ValueListReader(names, intake.limits(), delivery);
            JsonItems.of(bytes, "", reader::read);
        });
        return kept.body();
    }
}
