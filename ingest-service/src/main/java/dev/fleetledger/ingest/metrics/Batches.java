package dev.fleetledger.ingest.metrics;

import dev.fleetledger.ingest.batch.Delivery;
import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.Reason;
import dev.fleetledger.ingest.batch.Tally;
import dev.fleetledger.ingest.metrics.MetricsBatch.Receipt;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.RawBody;
import java.util.List;
import java.util.stream.Stream;

/** What the ways in share whose items are told their fate one by one. */
public final class Batches {
    private final Intake intake;

    /** Reads a body's items into a delivery. */
    @FunctionalInterface
    public interface Reader {
        void read(byte[] body, Delivery delivery);
    }

    public Batches(Intake intake) {
        this.intake = intake;
    }

    /**
     * Keeps what can be kept.
     *
     * @param field of the body in which the items are; none if the body is them
     * @throws RejectedException 422 if nothing of it can
     */
    public Accepted<Receipt> keep(Call call, RawBody<?> body, List<String> field, Reader reader) {
        try (var delivery = intake.open(call, intake.limits().itemsPerRequest())) {
            reader.read(bytes(body, delivery), delivery);
            var tally = intake.keep(delivery);
            if (tally.rejected() > 0 && tally.accepted() == 0) {
                throw new RejectedException(new Rejection.Invalid(tally.errors().stream()
                        .map(error -> error(field, error))
                        .toList()));
            }
            return new Accepted<>(Receipt.of(tally));
        }
    }

    private byte[] bytes(RawBody<?> body, Delivery delivery) {
        var limits = intake.limits();
        return body.isDecompressed()
                ? body.read(
                        limits.decompressedBytes(),
                        () -> intake.tooMuch(Reason.DECOMPRESSED_BYTES, limits.decompressedTooLong()),
                        delivery::take)
                : body.read(
                        limits.bodyBytes(),
                        () -> intake.tooMuch(Reason.BODY_BYTES, limits.bodyTooLong()),
                        delivery::take);
    }

    private static FieldError error(List<String> field, Tally.ItemError error) {
        var path = Stream.of(
                        field.stream(),
                        Stream.of(Integer.toString(error.index())),
                        error.field().isEmpty()
                                ? Stream.<String>of()
                                : Stream.of(error.field().split("\\.", 2)))
                .flatMap(steps -> steps)
                .toList();
        return new FieldError("body", path, error.message(), "value_error", null, null);
    }
}
