package dev.fleetledger.schemas.server;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a server is heard of. */
public enum Health {
    /** Never yet. */
    UNKNOWN,
    ONLINE,
    /** Silent for longer than the limit. */
    OFFLINE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
