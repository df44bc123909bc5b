package dev.fleetledger.schemas.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What operators say of a server.
 *
 * @param hostname name or address it is reached by, 1 to 253 characters
 * @param displayName 1 to 200 characters
 * @param port of its remote shell, 1 to 65535
 * @param ipAddress IPv4 or IPv6 in text, or null
 * @param tdpWatts thermal design power in watts from 0, or null
 * @param tags at most 50 of 1 to 64 characters, without repeats
 */
public record ServerDetails(
        String hostname,
        String displayName,
        int port,
        @Nullable String ipAddress,
        @Nullable Integer tdpWatts,
        List<String> tags) {

    public ServerDetails {
        tags = List.copyOf(tags);
    }
}
