package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.block.Points;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time in hours, by which samples are stored. */
final class Hours {
    static final long MILLIS = 3_600_000;
    static final long DAY = 24 * MILLIS;

    private Hours() {}

    /** The hour since the epoch that a time in milliseconds is in. */
    static long of(long time) {
        return Math.floorDiv(time, MILLIS);
    }

    static Instant start(long hour) {
        return Instant.ofEpochMilli(hour * MILLIS);
    }

    /** The points, cut where one comes from another hour than the one before. */
    static List<Points> split(Points points) {
        var times = points.times();
        if (times.length == 1) {
            return List.of(points);
        }
        var parts = new ArrayList<Points>();
        var from = 0;
        for (var i = 1; i <= times.length; i++) {
            if (i == times.length || of(times[i]) != of(times[from])) {
                parts.add(from == 0 && i == times.length ? points : points.part(from, i));
                from = i;
            }
        }
        return parts;
    }
}
