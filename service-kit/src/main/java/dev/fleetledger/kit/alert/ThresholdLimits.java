package dev.fleetledger.kit.alert;

import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.schemas.event.ThresholdDetails;
import java.util.Optional;

/** What a threshold may be, wherever one is asked for. */
public final class ThresholdLimits {
    /** Prometheus' metric names ("Data model"). */
    public static final String METRIC = "[a-zA-Z_:][a-zA-Z0-9_:]*";

    public static final String METRIC_MESSAGE = "must be a metric's name";
    public static final int LONGEST_METRIC = 200;
    public static final int MOST_LABELS = 16;
    /** A week. */
    public static final int LONGEST_SECONDS = 604_800;
    /** Less would take a sample that is a little late for silence. */
    public static final int SHORTEST_SILENCE = 10;
    /** After which silence counts, unless said otherwise. */
    public static final int SILENCE_SECONDS = 300;

    private ThresholdLimits() {}

    /** What is wrong with it as a whole, if anything is. */
    public static Optional<FieldError> check(ThresholdDetails details) {
        var clear = details.clearValue();
        if (clear == null) {
            return Optional.empty();
        }
        var sound = switch (details.comparison()) {
            case GT, GTE -> clear <= details.thresholdValue();
            case LT, LTE -> clear >= details.thresholdValue();
            case EQ, NEQ -> false;
        };
        return sound
                ? Optional.empty()
                : Optional.of(FieldError.invalid(
                        "clear_value",
                        "must lie on the clear side of threshold_value",
                        clear,
                        "at most threshold_value for gt and gte, at least that for lt and lte, none for eq and neq"));
    }
}
