package dev.fleetledger.query.telemetry.block;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Series of every kind that there is, and of some that there is not. */
final class RandomPoints {
    private static final double[] ODD = {
        0.0,
        -0.0,
        Double.NaN,
        Double.longBitsToDouble(0x7ff0_0000_0000_0002L),
        Double.longBitsToDouble(0xfff8_dead_beef_0001L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        0.1 + 0.2,
        9_007_199_254_740_991.0,
        9_007_199_254_740_994.0,
        -9_007_199_254_740_992.0,
        1e22,
        1e-9
    };

    private final Random random;

    RandomPoints(long seed) {
        random = new Random(seed);
    }

    /** Some series, ascending by number, with so many columns. */
    List<Points> block(int columns) {
        var series = new ArrayList<Points>();
        var shared = times();
        var number = random.nextLong(1 << 20);
        for (var i = random.nextInt(20); i > 0; i--) {
            number += 1 + random.nextLong(1L << random.nextInt(40));
            var times = random.nextBoolean() ? shared : times();
            series.add(new Points(
                    number,
                    times,
                    IntStream.range(0, columns)
                            .mapToObj(column -> values(times.length))
                            .toArray(double[][]::new)));
        }
        return series;
    }

    long[] times() {
        var size = random.nextInt(random.nextBoolean() ? 3 : 400);
        return switch (random.nextInt(3)) {
            case 0 ->
                LongStream.range(0, size)
                        .map(i -> 1_700_000_000_000L + i * 10_000)
                        .toArray();
            case 1 ->
                LongStream.range(0, size)
                        .map(i -> 1_700_000_000_000L + i * 10_000 + random.nextLong(9_000))
                        .toArray();
            default ->
                LongStream.generate(random::nextLong)
                        .limit(size)
                        .sorted()
                        .distinct()
                        .toArray();
        };
    }

    double[] values(int size) {
        var values = new double[size];
        var kind = random.nextInt(8);
        var scale = Math.pow(10, random.nextInt(10));
        var last = random.nextLong(1L << random.nextInt(54));
        for (var i = 0; i < size; i++) {
            last += random.nextLong(-500, 1500);
            values[i] = switch (kind) {
                case 0 -> 42.5;
                case 1 -> last / scale;
                case 2 -> last;
                case 3 -> last * 4096.0;
                case 4 -> random.nextDouble();
                case 5 -> Double.longBitsToDouble(random.nextLong());
                case 6 -> ODD[random.nextInt(ODD.length)];
                default -> random.nextInt(10) == 0 ? ODD[random.nextInt(ODD.length)] : last / scale;
            };
        }
        return values;
    }
}
