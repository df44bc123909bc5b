package dev.fleetledger.schemas.node;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How near to its quota something is. */
public enum QuotaLevel {
    OK,
    /** From 80 % on. */
    WARNING,
    /** Beyond it. */
    OVER;

    /** As records and answers name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
