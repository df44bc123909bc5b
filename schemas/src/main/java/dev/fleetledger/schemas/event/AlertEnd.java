package dev.fleetledger.schemas.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why an alert was resolved. */
public enum AlertEnd {
    /** The target is clear again. */
    RECOVERED,
    /** Somebody said so. */
    REQUESTED,
    THRESHOLD_CHANGED,
    THRESHOLD_DISABLED,
    THRESHOLD_DELETED,
    /** The server or node left the fleet. */
    TARGET_DELETED;

    /** As answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
