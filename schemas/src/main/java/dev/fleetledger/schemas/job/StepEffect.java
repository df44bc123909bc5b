package dev.fleetledger.schemas.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What may be done about a call of which nobody told what came of it. */
public enum StepEffect {
    /** It changed nothing: it is made again. */
    READ,
    /** It led to a state that can be asked for: it is made again only if that was positively not begun. */
    CONVERGE,
    /** It is never made a second time. */
    ONCE;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
