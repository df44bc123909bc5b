package dev.fleetledger.ingest.metrics;

import dev.fleetledger.ingest.batch.Delivery;
import dev.fleetledger.ingest.batch.Intake;
import dev.fleetledger.ingest.batch.Tally;
import dev.fleetledger.ingest.metrics.MetricsBatch.Receipt;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import dev.fleetledger.kit.http.Accepted;
import dev.fleetledger.kit.http.Call;
import dev.fleetledger.kit.http.parameter.RawBody;
import java.util.ArrayList;
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
        try (var delivery = intake.open(call)) {
            reader.read(body.read(intake.bodyLimits(delivery)), delivery);
            var tally = intake.keep(delivery);
            if (tally.rejected() > 0 && tally.accepted() == 0) {
                throw new RejectedException(new Rejection.Invalid(errors(field, tally)));
            }
            return new Accepted<>(Receipt.of(tally));
        }
    }

    private static List<FieldError> errors(List<String> field, Tally tally) {
        var errors = new ArrayList<FieldError>();
        tally.errors().forEach(error -> errors.add(error(field, error)));
        var more = tally.rejected() - errors.size();
        if (more > 0) {
            errors.add(new FieldError("body", field, more + " more were rejected", "value_error", null, null));
        }
        return errors;
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
