package dev.fleetledger.query.telemetry.block;

/**
 * Times as the change of their distance ("delta of delta", Pelkonen et al., Gorilla, VLDB 2015): what is measured
 * regularly becomes zeros. Arithmetic wraps, so that any long comes back.
 */
final class TimeColumn {

    private TimeColumn() {}

    static void write(long[] times, Output out) {
        out.putUnsigned(times.length);
        var before = 0L;
        var distance = 0L;
        for (var time : times) {
            out.putSigned(time - before - distance);
            distance = time - before;
            before = time;
        }
    }

    static long[] read(Input in, int most) {
        var times = new long[in.getCount(most)];
        var before = 0L;
        var distance = 0L;
        for (var i = 0; i < times.length; i++) {
            distance += in.getSigned();
            before += distance;
            times[i] = before;
        }
        return times;
    }
}
