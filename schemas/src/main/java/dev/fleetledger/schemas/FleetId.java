package dev.fleetledger.schemas;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A fleet: the tenant, and the unit of isolation, order, consistency and partitioning.
 *
 * @param value 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit
 */
public record FleetId(@JsonValue String value) {
    private static final Pattern SYNTAX = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** The only fleet for now. */
    public static final FleetId DEFAULT = new FleetId("default");

    @JsonCreator
    public FleetId {
        if (!SYNTAX.matcher(value).matches()) {
            throw new IllegalArgumentException("fleet must be 1 to 63 lower-case letters, digits or hyphens");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
