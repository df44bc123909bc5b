package dev.fleetledger.schemas.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * The system that a server runs.
 *
 * @param uptimeSeconds since it started, from 0
 */
public record OsInfo(
        @Nullable String os,
        @Nullable String kernel,
        @Nullable String architecture,
        @Nullable Long uptimeSeconds) {}
