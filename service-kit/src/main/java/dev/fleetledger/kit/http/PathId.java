package dev.fleetledger.kit.http;

import dev.fleetledger.kit.error.RejectedException;
import dev.fleetledger.kit.error.Rejection;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids in paths. */
public final class PathId {
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private PathId() {}

    /**
     * The UUID of a path; 404 if it is none, for then there is no such resource.
     *
     * @param resource its kind, as shown to people
     */
    public static UUID uuid(String resource, String id) {
        try {
            var uuid = UUID.fromString(id);
            if (uuid.toString().equalsIgnoreCase(id)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, as one that is well-formed and unknown.
        }
        throw notFound(resource, id);
    }

    /**
     * The number of a path; 404 if it is none, for then there is no such resource.
     *
     * @param resource its kind, as shown to people
     */
    public static long number(String resource, String id) {
        if (NUMBER.matcher(id).matches()) {
            return Long.parseLong(id);
        }
        throw notFound(resource, id);
    }

    /** That there is no such resource. */
    public static RejectedException notFound(String resource, String id) {
        return new RejectedException(new Rejection.NotFound(resource, id));
    }
}
