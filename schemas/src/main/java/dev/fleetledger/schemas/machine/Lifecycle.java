package dev.fleetledger.schemas.machine;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a server's provisioning is. */
public enum Lifecycle {
    /** Registered, and nothing done to it. */
    NEW,
    /** Its hardware is being looked at and tested. */
    COMMISSIONING,
    /** To be deployed. */
    READY,
    DEPLOYING,
    DEPLOYED,
    RELEASING,
    /** What was done last went wrong, or nobody knows what came of it. */
    FAILED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
