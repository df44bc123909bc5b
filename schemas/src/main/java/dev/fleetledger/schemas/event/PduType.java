package dev.fleetledger.schemas.event;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What shape a power distribution unit has. */
public enum PduType {
    CART,
    WALL_MOUNT,
    FLOOR_STAND,
    CEILING,
    RACK,
    EXTENSION;

    /** As requests, answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
