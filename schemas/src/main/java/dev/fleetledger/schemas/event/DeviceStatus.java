package dev.fleetledger.schemas.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a device is used. */
public enum DeviceStatus {
    ACTIVE,
    INACTIVE,
    MAINTENANCE,
    /** Retired: it draws no power any more, and no socket takes it. */
    DECOMMISSIONED;

    /** As requests, answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
