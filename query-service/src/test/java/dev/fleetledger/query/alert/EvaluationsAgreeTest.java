package dev.fleetledger.query.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.alert.Backtest.WouldBe;
import dev.fleetledger.query.projection.alert.LiveAlerts;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Observation;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random samples under random thresholds raise the same alerts live, in a backtest, and by the definition. Samples have
 * gaps, are no numbers, come again with other values, and in another order within the grace.
 */
class EvaluationsAgreeTest {
    private static final int CASES = 300;
    private static final UUID SERVER = new UUID(1, 2);
    private static final long GRACE = 2000;
    private static final double[] VALUES = {40, 69, 70, 71, 79, 80, 80, 81, 90, 90, 90, 99};

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Instant now = Instant.parse("2026-01-18T12:00:00Z");

    /** A sample that came at a time, both in milliseconds. */
    private record Arrival(long at, long time, double value) {}

    @Test
    void liveAndInABacktestTheyRaiseWhatTheDefinitionSays() {
        var raised = 0;
        try (var live = new LiveAlerts(now, Duration.ofMillis(GRACE))) {
            live.register(SERVER);
            for (var i = 0; i < CASES; i++) {
                var rule = rule();
                var arrivals = arrivals(rule);
                var end = end(arrivals, rule);
                var defined = byDefinition(values(arrivals), end, rule);
                var what = "seed %s, case %s: %s held against %s until %s".formatted(seed, i, rule, arrivals, end);
                assertThat(live(live, arrivals, end, rule)).as("live, " + what).isEqualTo(defined);
                assertThat(backtest(arrivals, end, rule))
                        .as("backtest, " + what)
                        .isEqualTo(defined);
                raised += defined.size();
            }
        }
        assertThat(raised).as("seed %s: there is something to agree on", seed).isGreaterThan(CASES / 2);
    }

    private ThresholdDetails rule() {
        var comparison = List.of(Comparison.values()).get(random.nextInt(Comparison.values().length));
        var clear = switch (comparison) {
            case GT, GTE -> random.nextInt(3) == 0 ? null : one(80.0, 70.0);
            case LT, LTE -> random.nextInt(3) == 0 ? null : one(80.0, 90.0);
            case EQ, NEQ -> null;
        };
        return new ThresholdDetails(
                null,
                null,
                null,
                new TreeMap<>(),
                "m",
                comparison,
                80,
                clear,
                one(0, 0, 5, 30, 60, 400, 7200),
                one(NoDataPolicy.values()),
                one(10, 30, 60, 300),
                Severity.WARNING,
                true);
    }

    /** In the order in which they came: each within the grace after its time, some of them again. */
    private List<Arrival> arrivals(ThresholdDetails rule) {
        var arrivals = new ArrayList<Arrival>();
        var step = one(1_000, 4_000, 10_000, 200_000, 3_000_000);
        var time = now.plusSeconds(10).toEpochMilli();
        for (var left = 5 + random.nextInt(40); left > 0; left--) {
            time += 1 + random.nextInt(step);
            if (random.nextInt(8) == 0) {
                // About as long as silence takes, and no less often just that.
                time += 1000L * rule.noDataAfterSeconds() - random.nextLong(2) * (step / 2);
            }
            var last = time;
            do {
                last += random.nextInt((int) (time + GRACE - last));
                arrivals.add(new Arrival(last, time, value()));
            } while (last + 1 < time + GRACE && random.nextInt(5) == 0);
        }
        arrivals.sort(Comparator.comparingLong(Arrival::at));
        return arrivals;
    }

    private double value() {
        return random.nextInt(10) == 0 ? Double.NaN : VALUES[random.nextInt(VALUES.length)];
    }

    /** After all came, and clear of the moment in which silence begins, which live waits a grace longer for. */
    private long end(List<Arrival> arrivals, ThresholdDetails rule) {
        var end = arrivals.getLast().at() + random.nextInt(2) * random.nextLong(2000L * rule.noDataAfterSeconds());
        var values = values(arrivals);
        var silence = values.isEmpty() ? end : values.lastKey() + 1000L * rule.noDataAfterSeconds();
        return Math.abs(end - silence) < 2 * GRACE ? end + 4 * GRACE : end;
    }

    /** As the store has them: of a time, what came last. What is no number is no value. */
    private static NavigableMap<Long, Double> values(List<Arrival> arrivals) {
        var values = new TreeMap<Long, Double>();
        arrivals.forEach(sample -> values.put(sample.time(), sample.value()));
        values.values().removeIf(value -> value.isNaN());
        return values;
    }

    /** By the words of the documentation, one at a time, and with no memory but of the alert that is open. */
    private static List<WouldBe> byDefinition(NavigableMap<Long, Double> values, long end, ThresholdDetails rule) {
        var alerts = new ArrayList<WouldBe>();
        var silence = 1000L * rule.noDataAfterSeconds();
        WouldBe open = null;
        for (var sample : values.entrySet()) {
            var time = sample.getKey();
            var before = values.lowerKey(time);
            if (open == null && rule.noData() == NoDataPolicy.FIRE && before != null && time - before > silence) {
                open = alert(AlertState.NO_DATA, before + silence, null, null);
            }
            if (open != null && isClear(sample.getValue(), rule)) {
                alerts.add(alert(open.state(), open.triggeredAt().toEpochMilli(), time, open.value()));
                open = null;
            } else if (open == null && crossedFor(values, time, rule) >= 1000L * rule.forSeconds()) {
                open = alert(AlertState.FIRING, time, null, sample.getValue());
            }
        }
        if (open == null
                && rule.noData() == NoDataPolicy.FIRE
                && !values.isEmpty()
                && end - values.lastKey() > silence) {
            open = alert(AlertState.NO_DATA, values.lastKey() + silence, null, null);
        }
        if (open != null) {
            alerts.add(open);
        }
        return alerts;
    }

    private static boolean isClear(double value, ThresholdDetails rule) {
        var clear = rule.clearValue();
        return !crosses(value, rule, rule.thresholdValue()) && (clear == null || !crosses(value, rule, clear));
    }

    /** For how long it crossed up to then without a break; negative if it does not. */
    private static long crossedFor(NavigableMap<Long, Double> values, long time, ThresholdDetails rule) {
        var since = Long.MAX_VALUE;
        for (var sample : values.headMap(time, true).descendingMap().entrySet()) {
            if (!crosses(sample.getValue(), rule, rule.thresholdValue())) {
                break;
            }
            since = sample.getKey();
        }
        return since == Long.MAX_VALUE ? -1 : time - since;
    }

    private static boolean crosses(double value, ThresholdDetails rule, double limit) {
        var side = Double.compare(value, limit);
        return switch (rule.comparison()) {
            case GT -> side > 0;
            case GTE -> side >= 0;
            case LT -> side < 0;
            case LTE -> side <= 0;
            case EQ -> side == 0;
            case NEQ -> side != 0;
        };
    }

    private List<WouldBe> live(LiveAlerts live, List<Arrival> arrivals, long end, ThresholdDetails rule) {
        var threshold = new UUID(random.nextLong(), random.nextLong());
        live.watch(threshold, rule);
        for (var sample : arrivals) {
            live.advance(Instant.ofEpochMilli(sample.at()));
            live.send(SERVER, rule.metric(), sample.time(), sample.value());
        }
        // Silence is looked for twice a second.
        now = Instant.ofEpochMilli(end + GRACE);
        live.advance(now);
        now = now.plusMillis(500);
        live.advance(now);
        live.watch(threshold, null);
        return alerts(live.told());
    }

    /** As the ledger has it: what raises opens one if none is open, and what is well again resolves it. */
    private static List<WouldBe> alerts(List<Observation> told) {
        var alerts = new ArrayList<WouldBe>();
        WouldBe open = null;
        for (var seen : told) {
            var at = seen.at().toEpochMilli();
            if (open == null && seen.raises()) {
                open = alert(seen.state(), at, null, seen.value());
            } else if (open != null && seen.state() == AlertState.OK) {
                alerts.add(alert(open.state(), open.triggeredAt().toEpochMilli(), at, open.value()));
                open = null;
            }
        }
        if (open != null) {
            alerts.add(open);
        }
        return alerts;
    }

    private static List<WouldBe> backtest(List<Arrival> arrivals, long end, ThresholdDetails rule) {
        var stored = new TreeMap<Long, Double>();
        arrivals.forEach(sample -> stored.put(sample.time(), sample.value()));
        var test = new Backtest(rule);
        var series = test.series(SERVER, new TreeMap<>());
        stored.forEach(series::sample);
        series.end(end);
        return test.alerts();
    }

    private static WouldBe alert(AlertState state, long from, @Nullable Long to, @Nullable Double value) {
        var resolved = to == null ? null : Instant.ofEpochMilli(to);
        return new WouldBe(SERVER, new TreeMap<>(), state, Instant.ofEpochMilli(from), resolved, value);
    }

    @SafeVarargs
    private <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }
}
