package dev.fleetledger.schemas.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a value is compared with a threshold. A NaN crosses none. */
public enum Comparison {
    GT(">"),
    GTE(">="),
    LT("<"),
    LTE("<="),
    EQ("="),
    NEQ("!=");

    private final String symbol;

    Comparison(String symbol) {
        this.symbol = symbol;
    }

    /** As requests, answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String symbol() {
        return symbol;
    }

    /** Whether the value crosses the threshold. */
    public boolean crosses(double value, double threshold) {
        return switch (this) {
            case GT -> value > threshold;
            case GTE -> value >= threshold;
            case LT -> value < threshold;
            case LTE -> value <= threshold;
            case EQ -> value == threshold;
            case NEQ -> value < threshold || value > threshold;
        };
    }
}
