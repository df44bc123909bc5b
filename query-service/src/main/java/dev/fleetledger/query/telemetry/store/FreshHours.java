package dev.fleetledger.query.telemetry.store;

import dev.fleetledger.query.telemetry.store.SeriesNumbers.Known;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A batch by server and hour, in the order of its arrival, without what is too old or too early. */
final class FreshHours {
    private final long after;
    private final long newest;
    private final Map<Place, FreshHour> places = new LinkedHashMap<>();
    /** Asked first: a record's samples mostly are of one hour. */
    private Place last = new Place(new UUID(0, 0), Long.MIN_VALUE);

    private FreshHour lastFresh = new FreshHour();
    private long expired;
    private long future;

    /** An hour of a server. */
    record Place(UUID server, long hour) {}

    /**
     * @param after the hours that count come after this one
     * @param newest the last that counts
     */
    FreshHours(long after, long newest) {
        this.after = after;
        this.newest = newest;
    }

    /**
     * Adds a record's samples.
     *
     * @param known what is known of each of its series, from an index on
     */
    void add(Received received, Known[] known, int first) {
        for (var series = 0; series < received.series(); series++) {
            var number = known[first + series].number();
            var hour = Long.MIN_VALUE;
            FreshHour.Column column = null;
            for (var sample = received.from(series); sample < received.to(series); sample++) {
                var time = received.time(sample);
                if (Hours.of(time) != hour) {
                    hour = Hours.of(time);
                    var fresh = hour(received.server(), hour);
                    column = fresh == null ? null : fresh.column(number);
                }
                if (column == null) {
                    leaveOut(hour);
                } else {
                    column.add(time, received.value(sample));
                }
            }
        }
    }

    private @Nullable FreshHour hour(UUID server, long hour) {
        if (hour <= after || hour > newest) {
            return null;
        }
        if (hour != last.hour() || !server.equals(last.server())) {
            last = new Place(server, hour);
            lastFresh = places.computeIfAbsent(last, added -> new FreshHour());
        }
        return lastFresh;
    }

    private void leaveOut(long hour) {
        if (hour <= after) {
            expired++;
        } else {
            future++;
        }
    }

    Map<Place, FreshHour> places() {
        return places;
    }

    /** How many samples were too old. */
    long expired() {
        return expired;
    }

    /** How many samples were too early. */
    long future() {
        return future;
    }
}
