package dev.fleetledger.query.telemetry.block;

import static java.lang.Double.doubleToRawLongBits;

import org.jspecify.annotations.Nullable;

/**
 * Decimals as whole numbers: what machines measure mostly has a few places after the point, and then 45.2 is 452 tenths.
 * Their differences (of counters, the differences of those) are small; what divides them all is taken out.
 *
 * <p>A value is a decimal if dividing its whole number gives it back bit for bit, which IEEE 754 promises for the double
 * next to a decimal as long as both numbers are exact.
 */
final class ScaledColumn {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
    static final int TOO_MANY = POWERS.length;

    /** Whole numbers below it are exact as doubles. */
    private static final double EXACT = 1L << 53;

    private final int places;
    private final long[] numbers;

    private ScaledColumn(int places, long[] numbers) {
        this.places = places;
        this.numbers = numbers;
    }

    /** The column, or null if some value is no decimal of so few places. */
    static @Nullable ScaledColumn of(double[] values) {
        var places = 0;
        for (var value : values) {
            places = places(value, places);
            if (places == TOO_MANY) {
                return null;
            }
        }
        var numbers = new long[values.length];
        for (var i = 0; i < values.length; i++) {
            // One that was whole with fewer places may be too large with more.
            if (!isWhole(values[i], places)) {
                return null;
            }
            numbers[i] = (long) Math.rint(values[i] * POWERS[places]);
        }
        return new ScaledColumn(places, numbers);
    }

    /**
     * How many places a value has after the point, but no fewer than given; {@link #TOO_MANY} if it is no such decimal.
     */
    static int places(double value, int atLeast) {
        var places = atLeast;
        while (places < TOO_MANY && !isWhole(value, places)) {
            places++;
        }
        return places;
    }

    /** The value with so many places, if it can be told; else as it is. */
    static double rounded(double value, int places) {
        if (places >= TOO_MANY) {
            return value;
        }
        var number = Math.rint(value * POWERS[places]);
        return Math.abs(number) < EXACT ? number / POWERS[places] : value;
    }

    private static boolean isWhole(double value, int places) {
        var number = Math.rint(value * POWERS[places]);
        return Math.abs(number) < EXACT
                // A whole number has no negative zero.
                && doubleToRawLongBits((double) (long) number / POWERS[places]) == doubleToRawLongBits(value);
    }

    void write(Output out) {
        var first = differences(numbers, 1);
        var second = differences(first, 2);
        var order = length(second) < length(first) ? 2 : 1;
        var differences = order == 2 ? second : first;
        var divisor = divisor(differences, order);
        out.put(places);
        out.put(order);
        out.putUnsigned(divisor);
        for (var i = 0; i < differences.length; i++) {
            out.putSigned(i < order ? differences[i] : differences[i] / divisor);
        }
    }

    static double[] read(Input in, int count) {
        var power = POWERS[in.get()];
        var order = in.get();
        var divisor = in.getUnsigned();
        var values = new double[count];
        var before = 0L;
        var distance = 0L;
        for (var i = 0; i < count; i++) {
            var difference = i < order ? in.getSigned() : in.getSigned() * divisor;
            distance = order == 2 && i > 1 ? distance + difference : difference;
            before += distance;
            values[i] = before / power;
        }
        return values;
    }

    /** Each one's distance to the one before, from an index on. */
    private static long[] differences(long[] numbers, int from) {
        var differences = numbers.clone();
        for (var i = numbers.length - 1; i >= from; i--) {
            differences[i] = numbers[i] - numbers[i - 1];
        }
        return differences;
    }

    private static long length(long[] numbers) {
        var length = 0L;
        for (var number : numbers) {
            length += Output.lengthOfSigned(number);
        }
        return length;
    }

    /** The greatest number that divides all from the index on; 1 if they are all zero. */
    private static long divisor(long[] differences, int from) {
        var divisor = 0L;
        for (var i = from; i < differences.length && divisor != 1; i++) {
            var other = Math.abs(differences[i]);
            while (other != 0) {
                var rest = divisor % other;
                divisor = other;
                other = rest;
            }
        }
        return Math.max(1, divisor);
    }
}
