package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
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

    public Duration offlineAfter() {
        return offlineAfter.toJavaDuration();
    }
}
