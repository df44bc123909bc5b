package dev.fleetledger.query.telemetry;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fleetledger.query.telemetry.block.Points;
import dev.fleetledger.query.telemetry.block.Rollup;
import java.util.Locale;

/** What of a step's samples is shown. */
public enum Aggregate {
    AVG,
    MIN,
    MAX,
    SUM,
    COUNT,
    LAST;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Of the step at an index. */
    double of(Points rollups, int at) {
        var columns = rollups.columns();
        return switch (this) {
            case AVG -> columns[Rollup.SUM][at] / columns[Rollup.COUNT][at];
            case MIN -> columns[Rollup.MIN][at];
            case MAX -> columns[Rollup.MAX][at];
            case SUM -> columns[Rollup.SUM][at];
            case COUNT -> columns[Rollup.COUNT][at];
            case LAST -> columns[Rollup.LAST][at];
        };
    }
}
