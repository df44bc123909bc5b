package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;

/** The section {@code simulation} of a service's configuration: machines that are not there, to learn and to test with. */
public final class SimulationSettings {
    /** Whether what is asked of machines is simulated where no provider is configured; else it fails. */
    @JsonProperty
    private boolean enabled = false;

    /** 1 is some five seconds a job, 10 ten times faster. */
    @DecimalMin("0.1")
    @DecimalMax("1000")
    @JsonProperty
    private double speed = 1;

    public boolean enabled() {
        return enabled;
    }

    public double speed() {
        return speed;
    }
}
