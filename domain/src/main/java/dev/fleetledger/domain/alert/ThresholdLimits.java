package dev.fleetledger.domain.alert;

import dev.fleetledger.schemas.event.ThresholdDetails;

/** What a threshold may be, wherever one is asked for. */
public final class ThresholdLimits {
    public static final int MOST_LABELS = 16;
    /** A week. */
    public static final int LONGEST_SECONDS = 604_800;
    /** Less would take a sample that is a little late for silence. */
    public static final int SHORTEST_SILENCE = 10;
    /** After which silence counts, unless said otherwise. */
    public static final int SILENCE_SECONDS = 300;
    /** What {@link #canClear} asks for, in words. */
    public static final String CLEAR_SIDE =
            "at most threshold_value for gt and gte, at least that for lt and lte, none for eq and neq";

    private ThresholdLimits() {}

    /** Whether its clear value, if it has one, lies on the clear side of its threshold value. */
    public static boolean canClear(ThresholdDetails details) {
        var clear = details.clearValue();
        return clear == null
                || switch (details.comparison()) {
                    case GT, GTE -> clear <= details.thresholdValue();
                    case LT, LTE -> clear >= details.thresholdValue();
                    case EQ, NEQ -> false;
                };
    }
}
