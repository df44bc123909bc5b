package dev.fleetledger.providers;

import org.jspecify.annotations.Nullable;

/**
 * A machine as a provider is told of it.
 *
 * @param systemId by which it is known
 * @param macAddress six octets in lower case with colons; null of a server that was registered without
 * @param architecture such as {@code amd64/generic}; null if that is not known
 */
public record Machine(
        String systemId,
        String hostname,
        @Nullable String macAddress,
        @Nullable String architecture) {}
