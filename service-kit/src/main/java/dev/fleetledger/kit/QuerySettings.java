package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The section {@code query} of a service's configuration. */
public final class QuerySettings {
    /** How long a server may be silent before it counts as offline. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private io.dropwizard.util.Duration offlineAfter = io.dropwizard.util.Duration.minutes(5);

    /** How long a sample waits for earlier ones before thresholds are held against it. */
    @NotNull
    @MaxDuration(value = 1, unit = TimeUnit.HOURS)
    @JsonProperty
    private io.dropwizard.util.Duration alertGrace = io.dropwizard.util.Duration.seconds(2);

    public Duration alertGrace() {
        return alertGrace.toJavaDuration();
    }

    public Duration offlineAfter() {
        return offlineAfter.toJavaDuration();
    }
}
