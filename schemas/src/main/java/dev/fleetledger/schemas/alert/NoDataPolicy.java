package dev.fleetledger.schemas.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What silence does. It never resolves an alert. */
public enum NoDataPolicy {
    /** All stays as it was. */
    KEEP,
    /** It raises an alert, if none is open. */
    FIRE;

    /** As requests, answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
