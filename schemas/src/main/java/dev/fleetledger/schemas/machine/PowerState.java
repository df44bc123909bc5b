package dev.fleetledger.schemas.machine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a server has power, as it was last led to. */
public enum PowerState {
    ON,
    OFF;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
