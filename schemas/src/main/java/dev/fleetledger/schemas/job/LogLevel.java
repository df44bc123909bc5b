package dev.fleetledger.schemas.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a line of a log matters. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
