package dev.fleetledger.schemas.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a target stands to a rule. */
public enum AlertState {
    OK,
    /** It crosses, but not for long enough yet. */
    PENDING,
    FIRING,
    /** It crosses no more, but is not clear yet. */
    RECOVERING,
    /** Nothing was heard of it for too long. */
    NO_DATA;

    /** As answers and events name it. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
