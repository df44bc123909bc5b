package dev.fleetledger.domain.node;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Whether a node belongs to the fleet. */
public enum Membership {
    /** It asked to join. */
    PENDING,
    ACTIVE;

    /** As answers name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
