package dev.fleetledger.schemas.template;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the values of a template's variable look like; each is written as text. */
public enum VariableType {
    /** Any text. */
    STRING,
    /** Digits, maybe behind a minus. */
    INTEGER,
    /** The same, maybe with a decimal point and more digits. */
    NUMBER,
    /** {@code true} or {@code false}. */
    BOOLEAN;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
