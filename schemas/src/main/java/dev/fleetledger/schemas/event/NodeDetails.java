package dev.fleetledger.schemas.event;

import org.jspecify.annotations.Nullable;

/**
 * What a node said of itself when it asked to join.
 *
 * @param hostname 1 to 253 characters; several nodes may have the same
 * @param ipAddress IPv4 or IPv6
 * @param systemInfo for people
 * @param master whether it runs on the platform's own machine
 */
public record NodeDetails(
        String hostname,
        @Nullable String ipAddress,
        @Nullable String systemInfo,
        boolean master) {}
