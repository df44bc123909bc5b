package dev.fleetledger.command.server;

import dev.fleetledger.command.fleet.Field;
import dev.fleetledger.domain.SealedSecret;
import dev.fleetledger.domain.server.MacAddresses;
import dev.fleetledger.kit.error.FieldError;
import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A server as Gough enlists it.
 *
 * @param macAddress in any usual spelling; unique in the fleet
 * @param hostname unique among the servers that are enlisted
 * @param architecture amd64/generic if absent
 * @param powerType how its power is switched; manual if absent
 * @param powerParameters what that takes, such as an address and a password; never shown again
 * @param tags at most 50
 */
public record GoughServerBody(
        @NotNull @Size(max = 64) String macAddress,
        @NotNull String hostname,

        @Nullable
        @Size(max = 64)
        @Pattern(regexp = "[a-z0-9_]+(/[a-z0-9._-]+)?", message = "must be an architecture as amd64/generic")
        String architecture,

        @Nullable
        @Size(max = 32)
        @Pattern(regexp = "[a-z][a-z0-9_-]*", message = "must be a power type as ipmi, redfish or manual")
        String powerType,

        @Nullable @Size(max = 30) Map<String, String> powerParameters,
        @Nullable List<String> tags) {
    private static final String PARAMETER = "[a-z][a-z0-9_]{0,63}";
    private static final int LONGEST_VALUE = 1000;
    private static final String USUAL_ARCHITECTURE = "amd64/generic";

    /** Says nothing of the power parameters. */
    @Override
    public String toString() {
        return "GoughServerBody[" + hostname + "]";
    }

    ServerFields fields() {
        return ServerFields.of(
                Field.of("hostname", hostname), tags == null ? Field.absent("tags") : Field.of("tags", tags));
    }

    String usualArchitecture() {
        if (architecture == null) {
            return USUAL_ARCHITECTURE;
        }
        return architecture.contains("/") ? architecture : architecture + "/generic";
    }

    String usualPowerType() {
        return powerType == null ? "manual" : powerType;
    }

    /** The address in its one spelling, and the parameters; refuses both if one is wrong. */
    Checked check() {
        var errors = new ArrayList<FieldError>();
        var mac = MacAddresses.parse(macAddress);
        if (mac.isEmpty()) {
            errors.add(FieldError.invalid("mac_address", "not a MAC address", macAddress, MacAddresses.RULE));
        }
        var parameters = new TreeMap<String, String>();
        (powerParameters == null ? Map.<String, String>of() : powerParameters).forEach((name, value) -> {
            // Jackson puts nulls into maps
            if (!name.matches(PARAMETER)) {
                errors.add(FieldError.invalid(
                        "power_parameters", "not a name of a parameter", name, "a name as power_address"));
            } else if (value == null || value.length() > LONGEST_VALUE || value.equals(SealedSecret.SHOWN)) {
                errors.add(FieldError.invalid(
                        "power_parameters." + name,
                        "not a value",
                        null,
                        "at most " + LONGEST_VALUE + " characters, and not the stars that stand for a hidden one"));
            } else {
                parameters.put(name, value);
            }
        });
        if (!errors.isEmpty()) {
            throw new RejectedException(new Rejection.Invalid(errors));
        }
        return new Checked(mac.orElseThrow(), parameters);
    }

    /**
     * What was checked.
     *
     * @param macAddress in its one spelling
     */
    record Checked(String macAddress, Map<String, String> parameters) {
        Checked {
            parameters = Map.copyOf(parameters);
        }
    }
}
