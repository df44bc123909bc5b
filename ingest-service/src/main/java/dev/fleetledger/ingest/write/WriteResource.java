package dev.fleetledger.ingest.write;

import dev.fleetledger.ingest.batch.Delivery;
import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.ingest.batch.SeriesNames;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.access.Bindable;
import dev.fleetledger.kit.http.access.RequiresPermission;
import dev.fleetledger.kit.http.contract.Contract;
import dev.fleetledger.kit.http.contract.Speaks;
import dev.fleetledger.kit.http.endpoint.AlsoFails;
import dev.fleetledger.kit.http.failure.Problem;
import dev.fleetledger.kit.http.failure.ProblemException;
import dev.fleetledger.kit.http.limit.Limited;
import dev.fleetledger.kit.http.limit.RateLimit;
import dev.fleetledger.kit.http.parameter.RawBody;
import dev.fleetledger.kit.identity.Permission;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;

/**
 * Where Prometheus, and who speaks as it does, writes to: remote write 1.0. Version 2.0 is answered 415, by which its
 * senders know to fall back (remote write 2.0, "Unsupported Request Content").
 */
@Path("/api/v1/write")
@Speaks(Contract.HOMELAB)
public final class WriteResource {
    private static final String TYPE = "application/x-protobuf";
    private static final String CODING = "snappy";
    private static final String MESSAGE = "prometheus.WriteRequest";

    private final Intake intake;
    private final SeriesOfLabels naming;
    private final SeriesMemory memory = new SeriesMemory();
    private final Buffers buffers = new Buffers();

    /**
     * @param serverLabels which labels name the server of a series; the first that it has counts
     */
    public WriteResource(Intake intake, List<String> serverLabels) {
        this.intake = intake;
        this.naming = new SeriesOfLabels(new SeriesNames(intake.limits()), serverLabels);
    }

    /** Keeps a request's samples. If some are rejected, the others are kept all the same and the answer is 400. */
    @POST
    @Limited(RateLimit.APART)
    @Consumes(TYPE)
    @RequiresPermission(Permission.METRICS_WRITE)
    @Bindable
    @AlsoFails(400)
    public void write(@Context Call call, RawBody<byte[]> body) {
        checkKind(body);
        try (var delivery = intake.open(call)) {
            read(body, delivery);
            var tally = intake.keep(delivery);
            call.responseHeader("X-Prometheus-Remote-Write-Samples-Written", Integer.toString(tally.accepted()));
            if (tally.rejected() > 0) {
                throw new ProblemException(new Problem(400, "SAMPLES_REJECTED", tally.summary()));
            }
        } catch (MalformedException e) {
            throw new ProblemException(Problem.malformed(String.valueOf(e.getMessage())));
        }
    }

    private void read(RawBody<byte[]> body, Delivery delivery) {
        var limits = intake.limits();
        var compressed = body.readCoded(CODING, intake.bodyLimits(delivery));
        var length = SnappyBlock.length(compressed);
        if (length > limits.decompressedBytes()) {
            throw intake.tooMuch(Reason.DECOMPRESSED_BYTES, limits.decompressedTooLong());
        }
        delivery.take((int) length);
        var bytes = buffers.take((int) length);
        try {
            SnappyBlock.decompress(compressed, bytes, (int) length);
            new WriteRequestReader(naming, memory, limits, bytes, (int) length, delivery).read();
        } finally {
            buffers.give(bytes);
        }
    }

    private static void checkKind(RawBody<byte[]> body) {
        var message = body.mediaType().map(type -> type.getParameters().getOrDefault("proto", MESSAGE));
        if (!message.orElse(MESSAGE).equals(MESSAGE)) {
            throw new ProblemException(
                    Problem.unsupportedMediaType("The body must be a " + MESSAGE + ", remote write 1.0"));
        }
    }
}
