package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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

    /** How many series an instance holds against thresholds at a time, one once for each of its thresholds. */
    @Min(1)
    @Max(10_000_000)
    @JsonProperty
    private int alertSeries = 100_000;

    public int alertSeries() {
        return alertSeries;
    }

    /** How long samples are kept as they were measured. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.DAYS)
    @JsonProperty
    private io.dropwizard.util.Duration keepSamples = io.dropwizard.util.Duration.days(30);

    /** How long their sums by the minute are kept. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.DAYS)
    @JsonProperty
    private io.dropwizard.util.Duration keepMinutes = io.dropwizard.util.Duration.days(90);

    /** How long their sums by the hour are kept. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.DAYS)
    @JsonProperty
    private io.dropwizard.util.Duration keepHours = io.dropwizard.util.Duration.days(730);

    /** How long what providers logged of jobs is kept: at most as long as its topic keeps it. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.HOURS)
    @MaxDuration(value = 90, unit = TimeUnit.DAYS)
    @JsonProperty
    private io.dropwizard.util.Duration keepJobLogs = io.dropwizard.util.Duration.days(90);

    public Duration keepJobLogs() {
        return keepJobLogs.toJavaDuration();
    }

    public Duration keepSamples() {
        return keepSamples.toJavaDuration();
    }

    public Duration keepMinutes() {
        return keepMinutes.toJavaDuration();
    }

    public Duration keepHours() {
        return keepHours.toJavaDuration();
    }

    /** How long a node may be silent before it counts as stale. */
    @NotNull
    @MinDuration(value = 1, unit = TimeUnit.SECONDS)
    @JsonProperty
    private io.dropwizard.util.Duration nodeStaleAfter = io.dropwizard.util.Duration.minutes(5);

    public Duration nodeStaleAfter() {
        return nodeStaleAfter.toJavaDuration();
    }

    public Duration offlineAfter() {
        return offlineAfter.toJavaDuration();
    }
}
