package dev.fleetledger.query.telemetry;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A time asked for, in steps.
 *
 * @param start inclusive
 * @param end exclusive
 * @param step how much time a point stands for; zero for samples as they were measured
 */
record Period(Instant start, Instant end, Duration step) {
    /** More points are not answered at once; Prometheus has the same limit. */
    static final int MOST_POINTS = 11_000;

    private static final Duration USUAL = Duration.ofDays(1);
    /** Without a step, the shortest of these that makes no more points than this. */
    private static final int ENOUGH_POINTS = 1_500;

    private static final long[] STEPS = {1, 5, 10, 30, 60, 300, 900, 3600, 21_600, 86_400};
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern STEP = Pattern.compile("([1-9]\\d{0,7})([smhd]?)");
    private static final Map<String, Long> UNITS = Map.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 86_400L);

    /**
     * As a client asks for it.
     *
     * @param start 24 hours before the end if absent
     * @param end now if absent
     * @param step in seconds, or with a unit: s, m, h, d
     */
    record Parameters(
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable String step) {

        /** The period without steps; the contract's answer to wrong fields otherwise. */
        Period exact(Instant now) {
            var until = end == null ? now : end;
            var from = start == null ? until.minus(USUAL) : start;
            check(until, "end");
            check(from, "start");
            if (!from.isBefore(until)) {
                throw invalid("end", "must be after start", String.valueOf(end), "a time after start");
            }
            return new Period(from, until, Duration.ZERO);
        }

        /** The period, widened to whole steps; the contract's answer to wrong fields otherwise. */
        Period stepped(Instant now) {
            var exact = exact(now);
            var seconds = step == null ? usual(exact) : seconds(step);
            var period = exact.widened(Duration.ofSeconds(seconds));
            if (period.points() > MOST_POINTS) {
                throw invalid(
                        step == null ? "start" : "step",
                        "gives %s points, more than %s".formatted(period.points(), MOST_POINTS),
                        String.valueOf(step == null ? start : step),
                        "a longer step or a shorter time");
            }
            return period;
        }

        private static long usual(Period exact) {
            return LongStream.of(STEPS)
                    .filter(step -> exact.widened(Duration.ofSeconds(step)).points() <= ENOUGH_POINTS)
                    .findFirst()
                    .orElse(STEPS[STEPS.length - 1]);
        }
    }

    long points() {
        return Duration.between(start, end).dividedBy(step);
    }

    private Period widened(Duration by) {
        var millis = by.toMillis();
        var from = Math.floorDiv(start.toEpochMilli(), millis) * millis;
        var to = Math.ceilDiv(end.toEpochMilli(), millis) * millis;
        return new Period(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), by);
    }

    private static long seconds(String step) {
        var parts = STEP.matcher(step);
        if (!parts.matches()) {
            throw invalid("step", "must be seconds from 1, or have a unit", step, "60, 60s, 1m, 1h or 1d");
        }
        return Math.multiplyExact(Long.parseLong(parts.group(1)), UNITS.getOrDefault(parts.group(2), 1L));
    }

    private static void check(Instant time, String field) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw invalid(
                    field, "must lie between 1970 and 2200", time.toString(), "a time such as 2026-01-18T10:30:00Z");
        }
    }

    private static RejectedException invalid(String field, String message, String received, String expected) {
        return new RejectedException(new Rejection.Invalid(
                new FieldError("query", List.of(field), message, "value_error", received, expected)));
    }
}
