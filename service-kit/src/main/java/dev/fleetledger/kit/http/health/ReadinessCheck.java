package dev.fleetledger.kit.http.health;

import com.codahale.metrics.health.HealthCheck;

/** Readiness for the admin port. */
public final class ReadinessCheck extends HealthCheck {
    private final Readiness readiness;

    public ReadinessCheck(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected Result check() {
        var components = readiness.components();
        return components.values().stream().allMatch(Readiness.READY::equals)
                ? Result.healthy()
                : Result.unhealthy(components.toString());
    }
}
