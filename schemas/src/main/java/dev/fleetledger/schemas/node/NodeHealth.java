package dev.fleetledger.schemas.node;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a node was heard of lately. */
public enum NodeHealth {
    /** Never heard of. */
    OFFLINE,
    ONLINE,
    /** Not any more. */
    STALE;

    /** As answers name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
