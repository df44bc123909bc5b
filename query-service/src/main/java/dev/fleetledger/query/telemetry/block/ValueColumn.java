package dev.fleetledger.query.telemetry.block;

import static java.lang.Double.doubleToRawLongBits;
import static java.lang.Double.longBitsToDouble;

import java.util.Arrays;

/**
 * Doubles, bit for bit, in the shortest of three forms: one value that stays the same; decimals as whole numbers
 * ({@link ScaledColumn}); anything else as the exclusive or with the value before (Gorilla, VLDB 2015), the first byte of
 * all, then the second of all, and so on, so that what they have in common lies together for the compression that follows.
 */
final class ValueColumn {
    private static final int SAME = 0;
    private static final int DIFFERENT = 1;
    private static final int SCALED = 2;

    private ValueColumn() {}

    static void write(double[] values, Output out) {
        if (allTheSame(values)) {
            out.put(SAME);
            out.putLong(values.length == 0 ? 0 : doubleToRawLongBits(values[0]));
            return;
        }
        var scaled = ScaledColumn.of(values);
        if (scaled != null) {
            out.put(SCALED);
            scaled.write(out);
        } else {
            out.put(DIFFERENT);
            writeDifferences(values, out);
        }
    }

    static double[] read(Input in, int count) {
        return switch (in.get()) {
            case SAME -> {
                var value = longBitsToDouble(in.getLong());
                var values = new double[count];
                Arrays.fill(values, value);
                yield values;
            }
            case DIFFERENT -> readDifferences(in, count);
            case SCALED -> ScaledColumn.read(in, count);
            default -> throw new IndexOutOfBoundsException("a column of values of an unknown form");
        };
    }

    private static boolean allTheSame(double[] values) {
        for (var i = 1; i < values.length; i++) {
            if (doubleToRawLongBits(values[i]) != doubleToRawLongBits(values[0])) {
                return false;
            }
        }
        return true;
    }

    private static void writeDifferences(double[] values, Output out) {
        var differences = new long[values.length];
        var before = 0L;
        for (var i = 0; i < values.length; i++) {
            var bits = doubleToRawLongBits(values[i]);
            differences[i] = bits ^ before;
            before = bits;
        }
        for (var shift = 56; shift >= 0; shift -= 8) {
            for (var difference : differences) {
                out.put((int) (difference >>> shift));
            }
        }
    }

    private static double[] readDifferences(Input in, int count) {
        var bits = new long[count];
        for (var shift = 56; shift >= 0; shift -= 8) {
            for (var i = 0; i < count; i++) {
                bits[i] |= (in.get() & 0xffL) << shift;
            }
        }
        var values = new double[count];
        var before = 0L;
        for (var i = 0; i < count; i++) {
            before ^= bits[i];
            values[i] = longBitsToDouble(before);
        }
        return values;
    }
}
