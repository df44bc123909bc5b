package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.projection.Projection;
import dev.fleetledger.query.telemetry.block.BlockWriter;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.store.SeriesNumbers.Known;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Samples as they come: one row for each server and hour that a batch brings, and the latest measurements.
 *
 * <p>A rebuild empties nothing. The topic holds a week, these tables much more; what is read a second time falls out
 * wherever samples are put together.
 */
final class TelemetryProjection implements Projection<Received> {
    /** Quick: the compactor packs it again, and better. */
    private static final int LEVEL = 1;

    private static final long FUTURE = Duration.ofHours(1).toMillis();

    private final SeriesNumbers numbers;
    private final Duration kept;
    private final InstantSource clock;
    private final BlockWriter blocks = new BlockWriter(LEVEL);

    /**
     * @param kept how long samples are; older ones are dropped
     */
    TelemetryProjection(Jdbi database, Duration kept, InstantSource clock) {
        this.numbers = new SeriesNumbers(database);
        this.kept = kept;
        this.clock = clock;
    }

    private record Place(UUID server, long hour) {}

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

    /** The batch by server and hour, in the order of its arrival. */
    private Map<Place, FreshHour> arranged(List<Received> batch, Known[] known) {
        var now = clock.millis();
        var oldest = Hours.of(now - kept.toMillis());
        var newest = Hours.of(now + FUTURE);
        var places = new LinkedHashMap<Place, FreshHour>();
        var next = 0;
        for (var received : batch) {
            var hour = Long.MIN_VALUE;
            var fresh = new FreshHour();
            for (var series = 0; series < received.series(); series++) {
                var number = known[next++].number();
                FreshHour.Column column = null;
                for (var sample = received.from(series); sample < received.to(series); sample++) {
                    var time = received.time(sample);
                    if (Hours.of(time) != hour || column == null) {
                        var its = Hours.of(time);
                        if (its <= oldest || its > newest) {
                            continue;
                        }
                        if (its != hour) {
                            hour = its;
                            fresh = places.computeIfAbsent(
                                    new Place(received.server(), hour), added -> new FreshHour());
                        }
                        column = fresh.column(number);
                    }
                    column.add(time, received.value(sample));
                }
            }
        }
        return places;
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
