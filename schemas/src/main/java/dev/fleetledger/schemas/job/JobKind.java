package dev.fleetledger.schemas.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a job is for. */
public enum JobKind {
    /** Find out what hardware a server has, and test it. */
    COMMISSION,
    /** Install an operating system. */
    DEPLOY,
    /** Give a server back, with its disks erased if that is asked for. */
    RELEASE,
    /** Switch a server on or off, or both in turn. */
    POWER;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
