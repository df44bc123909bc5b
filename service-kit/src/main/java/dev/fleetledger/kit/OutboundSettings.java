package dev.fleetledger.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.util.Arrays;
import java.util.List;

/** The section {@code outbound} of a service's configuration: what it may call because somebody asked it to. */
public final class OutboundSettings {
    /** Private networks that may be called, as {@code 10.0.0.0/8}, separated by commas. */
    @NotNull
    @JsonProperty
    private String allowedNetworks = "";

    public List<String> allowedNetworks() {
        return Arrays.stream(allowedNetworks.split(","))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .toList();
    }
}
