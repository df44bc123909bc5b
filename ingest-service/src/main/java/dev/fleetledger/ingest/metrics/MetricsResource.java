package dev.fleetledger.ingest.metrics;

import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.SeriesNames;
import dev.fleetledger.ingest.metrics.MetricsBatch.Receipt;
import dev.fleetledger.kit.http.Accepted;
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

/** Where samples of any number of servers come in together. */
@Path("/api/v1/metrics")
@Speaks(Contract.CHATOPS)
public final class MetricsResource {
    private static final String LINES = "application/x-ndjson";
    private static final String ITEMS = "samples";

    private final Intake intake;
    private final Batches batches;
    private final SeriesNames names;

    public MetricsResource(Intake intake) {
        this.intake = intake;
        this.batches = new Batches(intake);
        this.names = new SeriesNames(intake.limits());
    }

    /** Keeps each item that can be kept. */
    @POST
    @Limited(RateLimit.APART)
    @Consumes({MediaType.APPLICATION_JSON, LINES})
    @RequiresPermission(Permission.METRICS_WRITE)
    @Bindable
    public Accepted<Receipt> receive(@Context Call call, RawBody<MetricsBatch> body) {
        var isLines = body.mediaType()
                .map(type -> type.getSubtype().equalsIgnoreCase("x-ndjson"))
                .orElse(false);
        return batches.keep(call, body, isLines ? List.of() : List.of(ITEMS), (bytes, delivery) -> {
            var reader = new ItemReader(names, intake.limits(), delivery);
            if (isLines) {
                reader.readLines(bytes);
            } else {
                JsonItems.of(bytes, ITEMS, reader::read);
            }
        });
    }
}
