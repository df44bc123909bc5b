package dev.fleetledger.domain.text;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The one shape of UUIDs that somebody wrote; Java's own reading also takes what is shorter. */
public final class Uuids {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Uuids() {}

    /** Whether it has the shape of one. */
    public static boolean isUuid(String text) {
        return SHAPE.matcher(text).matches();
    }

    /** The UUID; empty if it is none in full. */
    public static Optional<UUID> parse(String text) {
        return isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
