package dev.fleetledger.query.telemetry.block;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Puts together what arrived in parts. A time that came more than once counts once, as it came last. */
public final class Joined {

    private Joined() {}

    /**
     * Each series once, ascending by number.
     *
     * @param parts in the order of their arrival; their own times may be in any order
     */
    public static List<Points> bySeries(List<Points> parts) {
        var sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingLong(Points::series));
        var joined = new ArrayList<Points>();
        for (var from = 0; from < sorted.size(); ) {
            var to = from + 1;
            while (to < sorted.size()
                    && sorted.get(to).series() == sorted.get(from).series()) {
                to++;
            }
            joined.add(one(sorted.subList(from, to)));
            from = to;
        }
        return joined;
    }

    /** One series out of its parts, of which there is at least one. */
    public static Points one(List<Points> parts) {
        var joined = parts.size() == 1 ? parts.getFirst() : inOrder(parts);
        return ascends(joined.times()) ? joined : sorted(joined);
    }

    /** One series out of parts that follow on one another, of which there is at least one. */
    public static Points inOrder(List<Points> parts) {
        var size = parts.stream().mapToInt(Points::size).sum();
        var times = new long[size];
        var columns = new double[parts.getFirst().columns().length][size];
        var at = 0;
        for (var part : parts) {
            System.arraycopy(part.times(), 0, times, at, part.size());
            for (var i = 0; i < columns.length; i++) {
                System.arraycopy(part.columns()[i], 0, columns[i], at, part.size());
            }
            at += part.size();
        }
        return new Points(parts.getFirst().series(), times, columns);
    }

    private static boolean ascends(long[] times) {
        for (var i = 1; i < times.length; i++) {
            if (times[i] <= times[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static Points sorted(Points points) {
        var times = points.times();
        var order = IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingLong(i -> times[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        // The sort is stable, so the last of equal times came last.
        var kept = IntStream.range(0, order.length)
                .filter(i -> i + 1 == order.length || times[order[i]] != times[order[i + 1]])
                .map(i -> order[i])
                .toArray();
        var columns = new double[points.columns().length][];
        for (var i = 0; i < columns.length; i++) {
            var column = points.columns()[i];
            columns[i] = IntStream.of(kept).mapToDouble(at -> column[at]).toArray();
        }
        return new Points(
                points.series(), IntStream.of(kept).mapToLong(at -> times[at]).toArray(), columns);
    }
}
