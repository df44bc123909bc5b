package dev.fleetledger.schemas.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How bad it is, the least first. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** As requests, answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
