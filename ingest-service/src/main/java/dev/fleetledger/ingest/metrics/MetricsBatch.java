package dev.fleetledger.ingest.metrics;

import dev.fleetledger.ingest.batch.Tally;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is sent: items, each for itself right or wrong. As newline-delimited JSON, the items alone, one a line.
 */
public record MetricsBatch(@NotNull List<@NotNull Item> samples) {

    /**
     * What a server measured at one time.
     *
     * @param serverId the server's slug, uuid, number or hostname
     * @param timestamp when it measured, to the millisecond
     * @param metrics values by metric, at least one
     * @param labels what else tells these metrics from others of the same name
     */
    public record Item(
            @NotNull @Size(min = 1, max = 253) String serverId,
            @NotNull Instant timestamp,
            @NotNull Map<String, Double> metrics,
            @Nullable Map<String, String> labels) {}

    /**
     * What became of it: {@code accepted + rejected} items were sent.
     *
     * @param errors of the items rejected, those of the first hundred
     */
    public record Receipt(int accepted, int rejected, List<Tally.ItemError> errors) {

        /** As the tally has it. */
        public static Receipt of(Tally tally) {
            return new Receipt(tally.accepted(), tally.rejected(), tally.errors());
        }
    }
}
