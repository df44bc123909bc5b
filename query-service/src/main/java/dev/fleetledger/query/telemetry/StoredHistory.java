package dev.fleetledger.query.telemetry;

import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.store.SampleStore;
import dev.fleetledger.query.telemetry.store.SampleStore.Selection;
import dev.fleetledger.query.telemetry.store.SeriesDao;
import dev.fleetledger.schemas.FleetId;
import java.time.Instant;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Samples out of PostgreSQL. */
public final class StoredHistory implements SampleHistory {
    private final SeriesDao series;
    private final SampleStore samples;

    public StoredHistory(SeriesDao series, SampleStore samples) {
        this.series = series;
        this.samples = samples;
    }

    @Override
    public Stream<Sample> read(
            FleetId fleet, UUID server, String name, SortedMap<String, String> labels, Instant from, Instant to) {
        // A server's uuid is of one fleet only.
        return series.find(server, name, labels).stream()
                .flatMap(found -> read(found, from.toEpochMilli(), to.toEpochMilli()));
    }

    private Stream<Sample> read(SeriesDao.Series found, long from, long to) {
        return samples.days(new Selection(found.serverId(), Set.of(found.id()), from, to)).stream()
                .flatMap(asked -> samples.samples(asked).stream())
                .flatMap(StoredHistory::stream);
    }

    private static Stream<Sample> stream(Points points) {
        return IntStream.range(0, points.size()).mapToObj(at -> new Sample(points.times()[at], points.values()[at]));
    }
}
