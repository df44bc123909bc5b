package dev.fleetledger.query.projection.alert;

import dev.fleetledger.schemas.alert.AlertState;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a target stands to a threshold after the samples so far. Pure: live and in a backtest, the same samples make the
 * same transitions. Samples come in the order of their times; one that is not later than the last changes nothing.
 *
 * @param raised whether it raised an alert and has not been clear since
 * @param crossingSince when it began to cross without a break, in milliseconds; {@link #NEVER} if it does not
 * @param lastTime of the latest sample, in milliseconds; {@link #NEVER} before the first
 * @param told the latest transition that concerns alerts, or null before the first
 */
public record Standing(
        AlertState state,
        boolean raised,
        long crossingSince,
        long lastTime,
        @Nullable Transition told) {
    static final long NEVER = Long.MIN_VALUE;

    /** Before the first sample. */
    public static final Standing INITIAL = new Standing(AlertState.OK, false, NEVER, NEVER, null);

    /**
     * A change of state that concerns alerts.
     *
     * @param raises whether it opens an alert
     * @param number above all before it; the time of it, unless that is taken
     * @param at when, in milliseconds
     * @param value that made it, or null if it was silence
     */
    public record Transition(
            AlertState state,
            boolean raises,
            long number,
            long at,
            @Nullable Double value) {}

    /** What a sample or silence makes of it, and what there is to tell, in order. */
    public record Step(Standing standing, List<Transition> told) {
        public Step {
            told = List.copyOf(told);
        }
    }

    /** After one more sample. NaN is none: it is how Prometheus says that a series went stale. */
    public Step after(long time, double value, ThresholdDetails rule) {
        if (time <= lastTime || Double.isNaN(value)) {
            return new Step(this, List.of());
        }
        var silence = isSilentAt(time, rule) ? silent(rule) : new Step(this, List.of());
        var next = silence.standing().at(time, value, rule);
        return new Step(
                next.standing(),
                Stream.of(silence, next).flatMap(step -> step.told().stream()).toList());
    }

    /** Whether that long after the latest sample counts as silence. */
    public boolean isSilentAt(long time, ThresholdDetails rule) {
        return lastTime != NEVER && time - lastTime > rule.noDataAfterSeconds() * 1000L;
    }

    /** After silence. What is raised stays raised; if silence raises nothing, then what is pending stays so, too. */
    public Step silent(ThresholdDetails rule) {
        var raises = switch (rule.noData()) {
            case KEEP -> false;
            case FIRE -> !raised;
        };
        if (state == AlertState.NO_DATA || lastTime == NEVER || (!raised && !raises)) {
            return new Step(this, List.of());
        }
        var at = lastTime + rule.noDataAfterSeconds() * 1000L;
        // Above the latest sample's time and not above the next one's.
        var transition = new Transition(AlertState.NO_DATA, raises, number(lastTime + 1), at, null);
        return new Step(new Standing(AlertState.NO_DATA, true, NEVER, lastTime, transition), List.of(transition));
    }

    /** After it is none of the threshold's targets any more. */
    public Step released(long time) {
        if (!raised) {
            return new Step(this, List.of());
        }
        var transition = new Transition(AlertState.OK, false, number(time), time, null);
        return new Step(new Standing(AlertState.OK, false, NEVER, lastTime, transition), List.of(transition));
    }

    private Step at(long time, double value, ThresholdDetails rule) {
        var comparison = rule.comparison();
        var crosses = comparison.crosses(value, rule.thresholdValue());
        var clear = !crosses && (rule.clearValue() == null || !comparison.crosses(value, rule.clearValue()));
        if (raised) {
            var next = crosses ? AlertState.FIRING : clear ? AlertState.OK : AlertState.RECOVERING;
            return next == state ? quietly(state, crossingSince, time) : tell(next, false, crossingSince, time, value);
        }
        if (clear && told == null) {
            // Whoever forgot what it told before, as by a reset, may have left an alert open.
            return tell(AlertState.OK, false, NEVER, time, value);
        }
        if (!crosses) {
            return quietly(AlertState.OK, NEVER, time);
        }
        var since = crossingSince == NEVER ? time : crossingSince;
        return time - since < rule.forSeconds() * 1000L
                ? quietly(AlertState.PENDING, since, time)
                : tell(AlertState.FIRING, true, since, time, value);
    }

    private Step quietly(AlertState next, long since, long time) {
        return new Step(new Standing(next, raised, since, time, told), List.of());
    }

    private Step tell(AlertState next, boolean raises, long since, long time, double value) {
        var finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
        var transition = new Transition(next, raises, number(time), time, finite);
        var over = next == AlertState.OK;
        return new Step(new Standing(next, !over, over ? NEVER : since, time, transition), List.of(transition));
    }

    private long number(long time) {
        return told == null ? Math.max(1, time) : Math.max(told.number() + 1, time);
    }
}
