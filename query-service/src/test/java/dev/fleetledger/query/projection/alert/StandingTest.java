package dev.fleetledger.query.projection.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetledger.query.projection.alert.Standing.Step;
import dev.fleetledger.query.projection.alert.Standing.Transition;
import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.alert.Comparison;
import dev.fleetledger.schemas.alert.NoDataPolicy;
import dev.fleetledger.schemas.alert.Severity;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The evaluation, sample by sample; times are in seconds. */
class StandingTest {
    private static final ThresholdDetails PLAIN = rule(Comparison.GT, null, 0, NoDataPolicy.KEEP);

    private final List<String> told = new ArrayList<>();
    private Standing standing = Standing.INITIAL;

    @Test
    void theFirstSampleThatCrossesFiresAndTheFirstThatDoesNotIsClear() {
        run(PLAIN, 1, 50, 2, 95, 3, 96, 4, 80, 5, 20, 6, 90);
        assertThat(told).containsExactly("ok1=50.0", "firing!2=95.0", "ok4=80.0", "firing!6=90.0");
    }

    @Test
    void whoForgotWhatItToldSaysThatAllIsWellOnceItIs() {
        var rule = rule(Comparison.GT, 70.0, 0, NoDataPolicy.KEEP);
        run(rule, 1, 75, 2, 74);
        assertThat(told).as("neither crossing nor clear").isEmpty();
        run(rule, 3, 60, 4, 50);
        assertThat(told).containsExactly("ok3=60.0");
    }

    @Test
    void hysteresisHoldsItUntilItIsClear() {
        run(rule(Comparison.GT, 70.0, 0, NoDataPolicy.KEEP), 1, 95, 2, 75, 3, 71, 4, 95, 5, 75, 6, 70);
        assertThat(told)
                .containsExactly("firing!1=95.0", "recovering2=75.0", "firing4=95.0", "recovering5=75.0", "ok6=70.0");
    }

    @Test
    void whatCrossesForTooShortATimeIsNeverTold() {
        var rule = rule(Comparison.GT, null, 60, NoDataPolicy.KEEP);
        run(rule, 0, 95, 30, 96, 59, 97);
        assertThat(standing.state()).isEqualTo(AlertState.PENDING);
        run(rule, 60, 10, 70, 95, 129, 95);
        assertThat(told).containsExactly("ok60=10.0");
        run(rule, 130, 95);
        assertThat(told).containsExactly("ok60=10.0", "firing!130=95.0");
    }

    @Test
    void samplesThatAreNotLaterAndNaNChangeNothing() {
        run(PLAIN, 5, 95);
        var before = standing;
        run(PLAIN, 5, 10, 4, 10, 6, Double.NaN);
        assertThat(standing).isEqualTo(before);
        assertThat(told).containsExactly("firing!5=95.0");
    }

    @Test
    void silenceNeverResolvesAndIsToldOfWhatIsRaised() {
        run(PLAIN, 1, 95);
        silence(PLAIN);
        silence(PLAIN);
        assertThat(told).containsExactly("firing!1=95.0", "no_data301");
        run(PLAIN, 400, 95, 401, 20);
        assertThat(told).endsWith("no_data301", "firing400=95.0", "ok401=20.0");
    }

    @Test
    void silenceOfWhatIsNotRaisedIsToldByTheOtherPolicyAlone() {
        run(PLAIN, 1, 20);
        silence(PLAIN);
        assertThat(told).containsExactly("ok1=20.0");
        told.clear();
        var fire = rule(Comparison.GT, null, 0, NoDataPolicy.FIRE);
        standing = Standing.INITIAL;
        silence(fire);
        assertThat(told).as("nothing is known of what was never heard of").isEmpty();
        run(fire, 1, 20);
        silence(fire);
        run(fire, 500, 30);
        assertThat(told).containsExactly("ok1=20.0", "no_data!301", "ok500=30.0");
    }

    @Test
    void aGapIsSilenceAlsoIfNobodyLookedAtTheClock() {
        run(PLAIN, 1, 95, 302, 95);
        assertThat(told).containsExactly("firing!1=95.0", "no_data301", "firing302=95.0");
    }

    @Test
    void whatIsPendingStaysSoOverAGapIfSilenceIsToKeepAll() {
        var pending = rule(Comparison.GT, null, 1800, NoDataPolicy.KEEP);
        run(pending, 0, 99, 360, 99);
        silence(pending);
        run(pending, 720, 99, 1080, 99, 1440, 99);
        assertThat(standing.state()).isEqualTo(AlertState.PENDING);
        assertThat(told).isEmpty();
        run(pending, 1800, 99);
        assertThat(told).containsExactly("firing!1800=99.0");
    }

    @Test
    void aSampleThatDoesNotCrossBreaksItAlsoAfterAGap() {
        var daily = rule(Comparison.GT, null, 86_400, NoDataPolicy.KEEP);
        run(daily, 0, 99, 86_399, 99, 86_400, 10, 172_800, 99, 259_199, 99);
        assertThat(told).containsExactly("ok86400=10.0");
        run(daily, 259_200, 99);
        assertThat(told).containsExactly("ok86400=10.0", "firing!259200=99.0");
    }

    @Test
    void numbersOnlyGoUp() {
        var numbers = new ArrayList<Long>();
        for (var i = 0; i < 50; i++) {
            numbers.addAll(step(standing.after(1000L * i, i % 2 == 0 ? 95 : 5, PLAIN)));
            if (i % 7 == 0) {
                numbers.addAll(step(standing.silent(PLAIN)));
            }
        }
        assertThat(numbers).hasSizeGreaterThan(50).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatIsNoTargetAnyMoreIsClear() {
        run(PLAIN, 1, 20);
        step(standing.released(5000));
        run(PLAIN, 2, 95);
        step(standing.released(5000));
        assertThat(told).containsExactly("ok1=20.0", "firing!2=95.0", "ok5");
    }

    @ParameterizedTest
    @CsvSource({
        "GT, 81, 80",
        "GTE, 80, 79",
        "LT, 79, 80",
        "LTE, 80, 81",
        "EQ, 80, 81",
        "NEQ, 81, 80",
        "GT, Infinity, -Infinity",
        "LT, -Infinity, NaN"
    })
    void everyComparisonHasTwoSides(Comparison comparison, double over, double under) {
        assertThat(comparison.crosses(over, 80)).isTrue();
        assertThat(comparison.crosses(under, 80)).isFalse();
        assertThat(comparison.crosses(Double.NaN, 80)).isFalse();
    }

    @Test
    void anInfiniteValueIsToldAsTheLargestThereIs() {
        run(PLAIN, 1, Double.POSITIVE_INFINITY);
        assertThat(told).containsExactly("firing!1=" + Double.MAX_VALUE);
    }

    /** Times and values by turns. */
    private void run(ThresholdDetails rule, double... samples) {
        for (var i = 0; i < samples.length; i += 2) {
            step(standing.after((long) (samples[i] * 1000), samples[i + 1], rule));
        }
    }

    private void silence(ThresholdDetails rule) {
        step(standing.silent(rule));
    }

    private List<Long> step(Step step) {
        standing = step.standing();
        step.told().forEach(transition -> told.add(text(transition)));
        return step.told().stream().map(Transition::number).toList();
    }

    private static String text(Transition transition) {
        return transition.state().wireName()
                + (transition.raises() ? "!" : "")
                + transition.at() / 1000
                + (transition.value() == null ? "" : "=" + transition.value());
    }

    private static ThresholdDetails rule(
            Comparison comparison, @Nullable Double clear, int seconds, NoDataPolicy noData) {
        return new ThresholdDetails(
                null,
                null,
                null,
                new TreeMap<>(),
                "cpu",
                comparison,
                80,
                clear,
                seconds,
                noData,
                300,
                Severity.WARNING,
                true);
    }
}
