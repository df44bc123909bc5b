package dev.fleetledger.schemas.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a power distribution unit is used. */
public enum PduStatus {
    ACTIVE,
    /** The only one that may be deleted. */
    INACTIVE,
    MAINTENANCE;

    /** As requests, answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
