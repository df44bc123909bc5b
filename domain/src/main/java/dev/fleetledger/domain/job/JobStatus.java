package dev.fleetledger.domain.job;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a job is. */
public enum JobStatus {
    /** Nobody outside was called yet. */
    PENDING,
    RUNNING,
    COMPLETED,
    /** It is over and not done, or nobody knows whether it is. */
    FAILED,
    /** It was stopped. */
    CANCELLED;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether something is to be done yet. */
    public boolean live() {
        return this == PENDING || this == RUNNING;
    }
}
