package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.schemas.telemetry.SeriesSamples;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Samples of one series as they come in.
 *
 * @param mark by which a series that was met before is known
 * @param key read from the record only if it is wanted
 * @param times milliseconds since the epoch, one for each value, in any order
 */
// Boxing each of millions of samples a second is not affordable.
@SuppressWarnings("ArrayRecordComponent")
record Incoming(SeriesMark mark, Supplier<SeriesKey> key, long[] times, double[] values) {

    static Incoming of(UUID server, SeriesSamples samples) {
        var key = new SeriesKey(server, samples.name(), samples.labels());
        return new Incoming(SeriesMark.of(key), () -> key, samples.times(), samples.values());
    }
}
