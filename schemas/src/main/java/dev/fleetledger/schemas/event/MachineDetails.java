package dev.fleetledger.schemas.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider has to know of a server.
 *
 * @param systemId by which the provider knows it
 * @param macAddress six octets in lower case with colons, unique in the fleet
 * @param architecture such as {@code amd64/generic}
 * @param powerType how its power is switched, such as {@code ipmi} or {@code manual}
 * @param powerParameters names of those that were given
 * @param power their values as one sealed JSON object; null if none were given
 */
public record MachineDetails(
        String systemId,
        String macAddress,
        String architecture,
        String powerType,
        List<String> powerParameters,
        @Nullable Concealed power) {

    public MachineDetails {
        powerParameters = List.copyOf(powerParameters);
    }
}
