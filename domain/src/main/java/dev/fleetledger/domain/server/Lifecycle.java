package dev.fleetledger.domain.server;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a server's provisioning is. */
public enum Lifecycle {
    /** Registered, and nothing done to it. */
    NEW;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
