package dev.fleetledger.query.telemetry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetledger.query.telemetry.store.SeriesDao.Series;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Samples of one series.
 *
 * @param start inclusive
 * @param end exclusive
 * @param step in seconds, or null for samples as they were measured
 * @param nextStart where to go on if there are more, or null
 */
public record SeriesSamplesView(
        Series series,
        Instant start,
        Instant end,
        @Nullable Long step,
        List<Sample> samples,
        @Nullable Instant nextStart) {
    public SeriesSamplesView {
        samples = List.copyOf(samples);
    }

    /**
     * One of them.
     *
     * @param timestamp when it was measured, or where the step begins
     * @param value null if JSON has no number for it
     * @param special what it is then: NaN, Infinity or -Infinity; else left out
     */
    public record Sample(
            Instant timestamp,
            @Nullable Double value,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String special) {

        static Sample of(long time, double value) {
            var finite = Double.isFinite(value);
            return new Sample(
                    Instant.ofEpochMilli(time), finite ? value : null, finite ? null : Double.toString(value));
        }
    }
}
