package dev.fleetledger.kit.http;

import com.codahale.metrics.health.HealthCheck;

/** Readiness for the admin port. */
final class ReadinessCheck extends HealthCheck {
    private final Readiness readiness;

    ReadinessCheck(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected Result check() {
        return readiness.isReady()
                ? Result.healthy()
                : Result.unhealthy(readiness.components().toString());
    }
}
