package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import java.util.concurrent.TimeUnit;

/** How far the clock of who decides is believed: the section {@code clock} of a service's configuration. */
public final class ClockSettings {
    /** By how much it may differ from what other witnesses say. */
    @MinDuration(value = 1, unit = TimeUnit.MINUTES)
    @MaxDuration(value = 366, unit = TimeUnit.DAYS)
    @JsonProperty
    private Duration bound = Duration.hours(24);

    public java.time.Duration bound() {
        return bound.toJavaDuration();
    }
}
