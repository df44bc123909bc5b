package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.telemetry.block.BlockWriter;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.store.FreshHours.Place;
import dev.fleetledger.query.telemetry.store.SeriesNumbers.Known;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Samples as they come: one row for each server and hour that a batch brings, and the latest measurements.
 *
 * <p>A rebuild keeps what there is. The topic holds a week, these tables much more; what is read a second time falls out
 * wherever samples are put together.
 */
final class TelemetryProjection implements Projection<Received> {
    /** Quick: the compactor packs it again, and better. */
    private static final int LEVEL = 1;

    private static final long FUTURE = Duration.ofHours(1).toMillis();

    private final SeriesNumbers numbers;
    private final Duration kept;
    private final StoreMeters meters;
    private final InstantSource clock;
    private final BlockWriter blocks = new BlockWriter(LEVEL);

    /**
     * @param kept how long samples are; older ones are dropped
     */
    TelemetryProjection(Jdbi database, Duration kept, StoreMeters meters, InstantSource clock) {
        this.numbers = new SeriesNumbers(database);
        this.kept = kept;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public List<String> tables() {
        return List.of();
    }

    @Override
    public void apply(Handle handle, List<Received> batch) {
        var deleted = deleted(handle, batch);
        var wanted = batch.stream()
                .filter(received -> received.series() > 0 && !deleted.contains(received.server()))
                .toList();
        var known = numbers.of(wanted);
        write(handle, arranged(wanted, known));
        LatestRows.write(handle, wanted, known);
        meters.orphaned(batch.stream()
                .filter(received -> deleted.contains(received.server()))
                .mapToLong(Received::samples)
                .sum());
    }

    private static Set<UUID> deleted(Handle handle, List<Received> batch) {
        return handle.createQuery("select id from deleted_servers where id = any(:ids)")
                .bindArray(
                        "ids",
                        UUID.class,
                        batch.stream().map(Received::server).distinct().toArray())
                .mapTo(UUID.class)
                .set();
    }

    private Map<Place, FreshHour> arranged(List<Received> batch, Known[] known) {
        var now = clock.millis();
        var hours = new FreshHours(Hours.of(now - kept.toMillis()), Hours.of(now + FUTURE));
        var first = 0;
        for (var received : batch) {
            hours.add(received, known, first);
            first += received.series();
        }
        meters.expired(hours.expired());
        meters.future(hours.future());
        return hours.places();
    }

    private void write(Handle handle, Map<Place, FreshHour> places) {
        if (places.isEmpty()) {
            return;
        }
        try (var rows = CopyRows.into(handle, "telemetry_fresh", "server_id", "hour", "samples", "block")) {
            places.forEach((place, fresh) -> {
                var series = fresh.points();
                rows.row()
                        .put(place.server())
                        .put(Hours.start(place.hour()))
                        .put(series.stream().mapToInt(Points::size).sum())
                        .put(blocks.write(series));
            });
        }
    }
}
