package dev.fleetledger.schemas.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What is done to the power of a server. */
public enum PowerAction {
    ON,
    OFF,
    /** Off and on again, also of one that is on. */
    CYCLE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
